using JobFlows.Api.Kinds;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Writing;

/// <summary>Calls the kinds' strategies.</summary>
internal static class KindRules
{
    public static Prepared Create(Kind kind, KubeObject item, DateTimeOffset now) => new(item, [], []);

    public static Prepared Update(Kind kind, KubeObject old, KubeObject item, DateTimeOffset now) => new(item, [], []);

    public static Prepared UpdateStatus(Kind kind, KubeObject old, KubeObject item, DateTimeOffset now) => new(item, [], []);
}
