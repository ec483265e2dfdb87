namespace JobFlows.Domain.Core;

/// <summary>A port of a service.</summary>
public sealed record ServicePort
{
    /// <summary>Its name in the service.</summary>
    public string? Name { get; init; }

    /// <summary>TCP, UDP or SCTP.</summary>
    public string? Protocol { get; init; }

    /// <summary>The port. Required.</summary>
    public int? Port { get; init; }
}
