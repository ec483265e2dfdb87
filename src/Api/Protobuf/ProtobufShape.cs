namespace JobFlows.Api.Protobuf;

/// <summary>How many values a field holds.</summary>
internal enum ProtobufShape
{
    /// <summary>One.</summary>
    One,

    /// <summary>A list.</summary>
    List,

    /// <summary>Values by their keys, which are text.</summary>
    Map,
}
