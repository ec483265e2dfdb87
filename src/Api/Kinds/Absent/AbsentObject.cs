using System.Text.Json;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Kinds.Absent;

/// <summary>An object of a kind that is not offered. Anything goes, so that clients that check what they send against the schema send it, and
/// hear that it can't be written.</summary>
internal abstract record AbsentObject : KubeObject
{
    /// <summary>What it was to be.</summary>
    public JsonElement? Spec { get; init; }

    /// <summary>What it was.</summary>
    public JsonElement? Status { get; init; }
}
