using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record HTTPGetAction
{
    public string? Path { get; init; }

    [Required]
    public IntOrString? Port { get; init; }

    public string? Host { get; init; }

    public string? Scheme { get; init; }

    public IReadOnlyList<HTTPHeader>? HttpHeaders { get; init; }

    public string? Protocol { get; init; }
}
