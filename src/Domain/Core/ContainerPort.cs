using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace JobFlows.Domain.Core;

public sealed record ContainerPort
{
    public string? Name { get; init; }

    public int? HostPort { get; init; }

    [JsonPropertyName("containerPort")]
    [Required]
    public int? ContainerPortValue { get; init; }

    [DefaultValue("TCP")]
    public string? Protocol { get; init; }

    public string? HostIP { get; init; }
}
