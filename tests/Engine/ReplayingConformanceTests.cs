using JobFlows.Conformance.Durable;

namespace JobFlows.Engine.Tests;

/// <summary>The engine in the test mode that replays every instance at every step.</summary>
public sealed class ReplayingConformanceTests : OrchestrationConformance
{
    /// <inheritdoc/>
    protected override OrchestrationHarness NewHarness() => new EngineHarness(new EmbeddedEngineOptions { ReplayEveryStep = true });
}
