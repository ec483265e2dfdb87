using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record EnvVar
{
    [Required]
    public string? Name { get; init; }

    public string? Value { get; init; }

    public EnvVarSource? ValueFrom { get; init; }
}
