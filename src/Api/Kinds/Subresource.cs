using JobFlows.Api.Answers;
using JobFlows.Api.Errors;
using JobFlows.Api.Routing;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Kinds;

/// <summary>Something served below an object, such as <c>pods/log</c>.</summary>
/// <param name="Name">Its name in the path.</param>
/// <param name="Verbs">What it offers.</param>
/// <param name="Handle">What it does.</param>
internal sealed record Subresource(string Name, IReadOnlyList<string> Verbs, Func<ApiServices, ApiRequest, Task<Answer>> Handle)
{
    /// <summary>The kind that discovery tells of; null for the parent's.</summary>
    public ResourceType? Kind { get; init; }

    /// <summary>The type of its bodies; null where it answers text or a stream.</summary>
    public Type? BodyType { get; init; }

    /// <summary>Whether it turns the connection into a stream, so that there are no bodies to describe.</summary>
    public bool Connects { get; init; }

    /// <summary>Whether discovery tells of it.</summary>
    public bool Advertised { get; init; } = true;

    /// <summary>One that Kubernetes has and this server has not: 501 and why.</summary>
    public static Subresource NotOffered(string parent, string name, string why) => new(
        name,
        ["create", "get", "update", "patch", "delete"],
        (_, _) => Task.FromResult<Answer>(ApiErrors.NotImplemented($"{parent}/{name} is not implemented by this server: {why}")))
    {
        Advertised = false,
    };
}
