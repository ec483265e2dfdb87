namespace JobFlows.Domain.Validation.Objects;

/// <summary>Compares what ConfigMaps and Secrets hold.</summary>
internal static class Contents
{
    internal static bool Same(IReadOnlyDictionary<string, string>? left, IReadOnlyDictionary<string, string>? right) =>
        Same(left, right, (a, b) => string.Equals(a, b, StringComparison.Ordinal));

    internal static bool Same(IReadOnlyDictionary<string, byte[]>? left, IReadOnlyDictionary<string, byte[]>? right) =>
        Same(left, right, (a, b) => a.AsSpan().SequenceEqual(b));

    private static bool Same<T>(IReadOnlyDictionary<string, T>? left, IReadOnlyDictionary<string, T>? right, Func<T, T, bool> same) =>
        (left?.Count ?? 0) == (right?.Count ?? 0)
        && (left is null || left.All(entry => right!.TryGetValue(entry.Key, out var other) && same(entry.Value, other)));
}
