using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation;

/// <summary>Equality of API values as apimachinery's <c>equality.Semantic</c> has it: what is absent equals what is empty, amounts equal by value.</summary>
/// <remarks>It compares the JSON, so that fields added to the types are never forgotten.</remarks>
internal static class SemanticEquality
{
    // Numbers and flags that upstream does not keep behind pointers: absent means zero.
    private static readonly FrozenSet<string> ZeroWhenAbsent = FrozenSet.ToFrozenSet(
    [
        "active", "chapAuthDiscovery", "chapAuthSession", "count", "failed", "failureThreshold", "hostIPC", "hostNetwork", "hostPID", "hostPort",
        "initialDelaySeconds", "partition", "periodSeconds", "readOnly", "restartCount", "sslEnabled", "stdin", "stdinOnce", "succeeded",
        "successThreshold", "timeoutSeconds", "tty", "unschedulable",
    ]);

    // Maps, and objects that upstream does not keep behind pointers: absent means empty.
    private static readonly FrozenSet<string> EmptyWhenAbsent = FrozenSet.ToFrozenSet(
    [
        "allocatable", "annotations", "binaryData", "capacity", "data", "jobTemplate", "labels", "limits", "matchLabels", "metadata", "nodeSelector",
        "options", "overhead", "podAffinityTerm", "preference", "requests", "resources", "spec", "status", "stringData", "template",
        "volumeAttributes",
    ]);

    private static readonly FrozenSet<string> Amounts = FrozenSet.ToFrozenSet(["capacity", "divisor", "limits", "overhead", "requests", "sizeLimit"]);

    internal static bool AreEqual<T>(T? left, T? right) =>
        ReferenceEquals(left, right) || Equal(Element(left), Element(right), name: "", inAmounts: false);

    /// <summary>The JSON names of the members of two objects that differ, in order of appearance.</summary>
    internal static IReadOnlyList<string> ChangedMembers<T>(T left, T right)
    {
        var (a, b) = (Element(left), Element(right));
        return [.. a.EnumerateObject().Concat(b.EnumerateObject())
            .Select(property => property.Name)
            .Distinct(StringComparer.Ordinal)
            .Where(name => !Equal(Member(a, name), Member(b, name), name, inAmounts: false))];
    }

    private static JsonElement Element<T>(T? value) => value is null
        ? default
        : JsonSerializer.SerializeToElement(value, (JsonTypeInfo<T>?)KubeJson.Context.GetTypeInfo(typeof(T))
            ?? throw new NotSupportedException($"{typeof(T)} is not an API type"));

    private static bool Equal(JsonElement left, JsonElement right, string name, bool inAmounts)
    {
        if (IsAbsent(left) || IsAbsent(right))
        {
            return IsEmpty(IsAbsent(left) ? right : left, name);
        }

        if (left.ValueKind != right.ValueKind)
        {
            return false;
        }

        return left.ValueKind switch
        {
            JsonValueKind.Object => ObjectsEqual(left, right, Amounts.Contains(name)),
            JsonValueKind.Array => ArraysEqual(left, right),
            JsonValueKind.String when inAmounts || Amounts.Contains(name) => AmountsEqual(left.GetString()!, right.GetString()!),
            JsonValueKind.String => string.Equals(left.GetString(), right.GetString(), StringComparison.Ordinal),
            _ => JsonElement.DeepEquals(left, right),
        };
    }

    private static bool ObjectsEqual(JsonElement left, JsonElement right, bool amounts)
    {
        foreach (var property in left.EnumerateObject())
        {
            if (!Equal(property.Value, Member(right, property.Name), property.Name, amounts))
            {
                return false;
            }
        }

        foreach (var property in right.EnumerateObject())
        {
            if (IsAbsent(Member(left, property.Name)) && !Equal(default, property.Value, property.Name, amounts))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ArraysEqual(JsonElement left, JsonElement right)
    {
        if (left.GetArrayLength() != right.GetArrayLength())
        {
            return false;
        }

        for (var i = 0; i < left.GetArrayLength(); i++)
        {
            if (!Equal(left[i], right[i], name: "", inAmounts: false))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AmountsEqual(string left, string right) =>
        Quantity.TryParse(left, out var a) && Quantity.TryParse(right, out var b) ? a == b : string.Equals(left, right, StringComparison.Ordinal);

    private static JsonElement Member(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : default;

    private static bool IsAbsent(JsonElement element) => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    private static bool IsEmpty(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.Array => element.GetArrayLength() == 0,
        JsonValueKind.String => element.GetString()!.Length == 0,
        JsonValueKind.Object => EmptyWhenAbsent.Contains(name) && element.EnumerateObject().All(property => IsEmpty(property.Value, property.Name)),
        JsonValueKind.Number => ZeroWhenAbsent.Contains(name) && element.TryGetInt64(out var number) && number == 0,
        JsonValueKind.False => ZeroWhenAbsent.Contains(name),
        _ => false,
    };
}
