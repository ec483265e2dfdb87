using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace JobFlows.Domain.Core;

/// <summary>A port that a container listens on.</summary>
public sealed record ContainerPort
{
    /// <summary>
    /// A name for the port, unique in the pod: at most 15 lower-case letters, digits and hyphens, with at least one letter.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>The port to open on the node, from 1 to 65535. With hostNetwork it has to equal containerPort.</summary>
    public int? HostPort { get; init; }

    /// <summary>The port inside the pod, from 1 to 65535. Required.</summary>
    [JsonPropertyName("containerPort")]
    [Required]
    public int? ContainerPortValue { get; init; }

    /// <summary>TCP, UDP or SCTP. Defaults to TCP.</summary>
    [DefaultValue("TCP")]
    public string? Protocol { get; init; }

    /// <summary>The address of the node on which to open hostPort.</summary>
    public string? HostIP { get; init; }
}
