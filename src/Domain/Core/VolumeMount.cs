using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record VolumeMount
{
    [Required]
    public string? Name { get; init; }

    public bool? ReadOnly { get; init; }

    public string? RecursiveReadOnly { get; init; }

    [Required]
    public string? MountPath { get; init; }

    public string? SubPath { get; init; }

    public string? MountPropagation { get; init; }

    public string? SubPathExpr { get; init; }

    [ListSet]
    public IReadOnlyList<string>? BindMountOptions { get; init; }
}
