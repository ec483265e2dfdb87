using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record TCPSocketAction
{
    [Required]
    public IntOrString? Port { get; init; }

    public string? Host { get; init; }
}
