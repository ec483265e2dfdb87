namespace JobFlows.Api.Protobuf;

/// <summary>What a field of a message holds.</summary>
internal enum ProtobufType
{
    /// <summary>Another message.</summary>
    Message,

    /// <summary>Text.</summary>
    String,

    /// <summary>A whole number.</summary>
    Int,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>Binary data; base64 in JSON.</summary>
    Bytes,

    /// <summary>A time in whole seconds.</summary>
    Time,

    /// <summary>A time in microseconds.</summary>
    MicroTime,

    /// <summary>An amount, as text.</summary>
    Quantity,

    /// <summary>A number or a text.</summary>
    IntOrString,

    /// <summary>JSON as it is.</summary>
    Raw,
}
