using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>Sends an HTTP GET request. A status from 200 to 399 means success.</summary>
public sealed record HTTPGetAction
{
    /// <summary>The path to ask for. Defaults to /.</summary>
    public string? Path { get; init; }

    /// <summary>The port's number, from 1 to 65535, or the name of one of the container's ports. Required.</summary>
    [Required]
    public IntOrString? Port { get; init; }

    /// <summary>The host to connect to. Defaults to the pod's address; to ask for a virtual host, set the Host header instead.</summary>
    public string? Host { get; init; }

    /// <summary>HTTP or HTTPS, whose certificate isn't checked. Defaults to HTTP.</summary>
    public string? Scheme { get; init; }

    /// <summary>Headers to send. One name may appear several times.</summary>
    public IReadOnlyList<HTTPHeader>? HttpHeaders { get; init; }

    /// <summary>HTTP1 or HTTP2. Defaults to HTTP1.</summary>
    public string? Protocol { get; init; }
}
