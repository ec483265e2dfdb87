using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record GRPCAction
{
    [Required]
    public int? Port { get; init; }

    [DefaultValue("")]
    public string? Service { get; init; }

    public string? Mode { get; init; }
}
