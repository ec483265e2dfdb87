using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace JobFlows.Domain.Core;

public sealed record DaemonEndpoint
{
    // The capital letter is Kubernetes' own: the field once had no JSON name.
    [JsonPropertyName("Port")]
    [Required]
    public int? Port { get; init; }
}
