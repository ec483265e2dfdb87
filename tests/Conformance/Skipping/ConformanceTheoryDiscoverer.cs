using Xunit.Abstractions;
using Xunit.Sdk;

namespace JobFlows.Conformance.Skipping;

/// <summary>Makes the tests of a <see cref="ConformanceTheoryAttribute"/>, or the record of one that is skipped.</summary>
public sealed class ConformanceTheoryDiscoverer(IMessageSink sink) : TheoryDiscoverer(sink)
{
    /// <inheritdoc/>
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        SkippedTestCase.Of(testMethod, discoveryOptions, DiagnosticMessageSink) is { } skipped ? [skipped] : base.Discover(discoveryOptions, testMethod, theoryAttribute);
}
