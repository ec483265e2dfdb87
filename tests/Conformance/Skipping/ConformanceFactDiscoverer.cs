using Xunit.Abstractions;
using Xunit.Sdk;

namespace JobFlows.Conformance.Skipping;

/// <summary>Makes a test of a <see cref="ConformanceFactAttribute"/>, or the record of one that is skipped.</summary>
public sealed class ConformanceFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    /// <inheritdoc/>
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        SkippedTestCase.Of(testMethod, discoveryOptions, DiagnosticMessageSink) ?? base.CreateTestCase(discoveryOptions, testMethod, factAttribute);
}
