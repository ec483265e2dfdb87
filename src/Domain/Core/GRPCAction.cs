using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>Asks a gRPC server for its health.</summary>
public sealed record GRPCAction
{
    /// <summary>The port, from 1 to 65535. Required.</summary>
    [Required]
    public int? Port { get; init; }

    /// <summary>The service name to ask about. By default the empty name, which stands for the whole server.</summary>
    [DefaultValue("")]
    public string? Service { get; init; }

    /// <summary>Plaintext (the default), or TLS without checking the certificate.</summary>
    public string? Mode { get; init; }
}
