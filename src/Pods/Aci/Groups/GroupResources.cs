using System.Text.Json.Nodes;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Pods.Aci.Groups;

/// <summary>What a container is given, in the steps that container groups have: hundredths of a processor and tenths of a GB, rounded up.</summary>
internal static class GroupResources
{
    private const decimal ProcessorStep = 0.01m;
    private const decimal MemoryStep = 0.1m;
    private const decimal Gigabyte = 1_000_000_000m;

    /// <summary>The requests, which every container needs, and the limits if there are any.</summary>
    public static JsonObject Of(ResourceRequirements? resources)
    {
        var processors = Processors(resources?.Requests) ?? GroupPlanner.Defaults["cpu"];
        var memory = Memory(resources?.Requests) ?? GroupPlanner.Defaults["memory"] / Gigabyte;
        var processorLimit = Processors(resources?.Limits);
        var memoryLimit = Memory(resources?.Limits);

        // A limit alone is a request as well: without one the container would ask for more than it may have.
        processors = Asked(resources, "cpu") ? processors : Math.Min(processors, processorLimit ?? processors);
        memory = Asked(resources, "memory") ? memory : Math.Min(memory, memoryLimit ?? memory);
        var described = new JsonObject { ["requests"] = Amounts(processors, memory) };
        if (processorLimit is not null || memoryLimit is not null)
        {
            described["limits"] = Amounts(processorLimit ?? processors, memoryLimit ?? memory);
        }

        return described;
    }

    private static bool Asked(ResourceRequirements? resources, string name) => resources?.Requests?.ContainsKey(name) == true;

    private static decimal? Processors(IReadOnlyDictionary<string, Quantity>? amounts) => Amount(amounts, "cpu", 1, ProcessorStep);

    private static decimal? Memory(IReadOnlyDictionary<string, Quantity>? amounts) => Amount(amounts, "memory", Gigabyte, MemoryStep);

    private static decimal? Amount(IReadOnlyDictionary<string, Quantity>? amounts, string name, decimal unit, decimal step) =>
        amounts is not null && amounts.TryGetValue(name, out var amount) ? Math.Max(step, Math.Ceiling(amount.Value / unit / step) * step) : null;

    private static JsonObject Amounts(decimal processors, decimal memory) => new() { ["cpu"] = processors, ["memoryInGB"] = memory };
}
