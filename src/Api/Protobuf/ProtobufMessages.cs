using System.Collections.Frozen;
using System.Globalization;

namespace JobFlows.Api.Protobuf;

/// <summary>The messages that clients send, from the embedded <c>messages.txt</c>.</summary>
internal static class ProtobufMessages
{
    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<int, ProtobufField>>> All = new(Load);

    /// <summary>The fields of a message by their numbers; null when it isn't known.</summary>
    /// <param name="name">Such as <c>batch/v1.Job</c>.</param>
    public static FrozenDictionary<int, ProtobufField>? Find(string name) => All.Value.GetValueOrDefault(name);

    /// <summary>The message of a kind.</summary>
    public static string NameOf(string apiVersion, string kind)
    {
        if (kind == "DeleteOptions")
        {
            return "meta/v1.DeleteOptions";
        }

        // authorization.k8s.io/v1 is authorization/v1, and the core group has no name.
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "core" : apiVersion[..slash].Split('.')[0];
        return $"{group}/{apiVersion[(slash + 1)..]}.{kind}";
    }

    private static FrozenDictionary<string, FrozenDictionary<int, ProtobufField>> Load()
    {
        using var stream = typeof(ProtobufMessages).Assembly.GetManifestResourceStream("protobuf-messages.txt")
            ?? throw new InvalidOperationException("protobuf-messages.txt is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(' ')).ToFrozenDictionary(
            words => words[0],
            words => words.Skip(1).Where(w => w.Length > 0).Select(w => w.Split(':')).ToFrozenDictionary(
                w => int.Parse(w[0], CultureInfo.InvariantCulture),
                w => ProtobufField.Parse(w[1], w[2])));
    }
}
