namespace JobFlows.Api.Protobuf;

/// <summary>A field of a message.</summary>
/// <param name="Name">Its name in JSON; <c>^</c> when its members belong to the parent.</param>
/// <param name="Type">What it holds, or what its items hold.</param>
/// <param name="Message">The message it holds, for <see cref="ProtobufType.Message"/>.</param>
/// <param name="Shape">Whether it is one value, a list or a map.</param>
/// <param name="Optional">Whether a zero value differs from none.</param>
internal sealed record ProtobufField(string Name, ProtobufType Type, string Message, ProtobufShape Shape, bool Optional)
{
    public const string Inline = "^";

    /// <summary>Reads a declaration such as <c>*int</c>, <c>[]core/v1.Volume</c> or <c>{}string</c>.</summary>
    public static ProtobufField Parse(string name, string type)
    {
        var optional = type.StartsWith('*');
        var bare = optional ? type[1..] : type;
        var shape = bare.StartsWith("[]", StringComparison.Ordinal) ? ProtobufShape.List
            : bare.StartsWith("{}", StringComparison.Ordinal) ? ProtobufShape.Map
            : ProtobufShape.One;
        bare = shape == ProtobufShape.One ? bare : bare[2..];
        return bare.Contains('.', StringComparison.Ordinal)
            ? new ProtobufField(name, ProtobufType.Message, bare, shape, optional)
            : new ProtobufField(name, Enum.Parse<ProtobufType>(bare, ignoreCase: true), "", shape, optional);
    }
}
