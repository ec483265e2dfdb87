using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace JobFlows.Domain.Core;

/// <summary>A port of a service.</summary>
public sealed record DaemonEndpoint
{
    // The capital letter is Kubernetes' own: the field once had no JSON name.
    /// <summary>The port.</summary>
    [JsonPropertyName("Port")]
    [Required]
    public int? Port { get; init; }
}
