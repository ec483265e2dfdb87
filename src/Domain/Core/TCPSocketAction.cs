using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>Opens a TCP connection. Being accepted means success.</summary>
public sealed record TCPSocketAction
{
    /// <summary>The port's number, from 1 to 65535, or the name of one of the container's ports. Required.</summary>
    [Required]
    public IntOrString? Port { get; init; }

    /// <summary>The host to connect to. Defaults to the pod's address.</summary>
    public string? Host { get; init; }
}
