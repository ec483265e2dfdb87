using Xunit.Sdk;

namespace JobFlows.Conformance.Skipping;

/// <summary>A theory, likewise.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("JobFlows.Conformance.Skipping.ConformanceTheoryDiscoverer", "JobFlows.Conformance")]
public sealed class ConformanceTheoryAttribute : TheoryAttribute;
