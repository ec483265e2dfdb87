using JobFlows.Conformance.Durable;

namespace JobFlows.Engine.Tests;

/// <summary>The engine as it comes.</summary>
public sealed class EngineConformanceTests : OrchestrationConformance
{
    /// <inheritdoc/>
    protected override OrchestrationHarness NewHarness() => new EngineHarness();
}
