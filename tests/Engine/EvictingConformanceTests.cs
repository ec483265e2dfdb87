using JobFlows.Conformance.Durable;

namespace JobFlows.Engine.Tests;

/// <summary>The engine when it keeps no idle instance in memory, so that nearly every step begins with a load.</summary>
public sealed class EvictingConformanceTests : OrchestrationConformance
{
    /// <inheritdoc/>
    protected override OrchestrationHarness NewHarness() => new EngineHarness(new EmbeddedEngineOptions { IdleInstances = 0 });
}
