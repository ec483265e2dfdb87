using Xunit.Sdk;

namespace JobFlows.Conformance.Skipping;

/// <summary>A fact of a suite that several backends inherit, some of which not every machine has: see <see cref="MachineNeedAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("JobFlows.Conformance.Skipping.ConformanceFactDiscoverer", "JobFlows.Conformance")]
public sealed class ConformanceFactAttribute : FactAttribute;
