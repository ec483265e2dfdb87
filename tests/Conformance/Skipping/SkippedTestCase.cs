using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace JobFlows.Conformance.Skipping;

/// <summary>A test that this machine can't run, and why.</summary>
public sealed class SkippedTestCase : XunitTestCase
{
    private const string Key = "Reason";
    private string reason = string.Empty;

    /// <summary>For the runner, which reads the rest.</summary>
    [Obsolete("Called by the runner when it reads a test case back.")]
    public SkippedTestCase()
    {
    }

    private SkippedTestCase(string reason, IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions displayOptions, ITestMethod method)
        : base(sink, display, displayOptions, method) => this.reason = reason;

    /// <summary>The record of a test whose class needs what this machine lacks; null for a test that can run.</summary>
    public static SkippedTestCase? Of(ITestMethod method, ITestFrameworkDiscoveryOptions options, IMessageSink sink) =>
        method.TestClass.Class.ToRuntimeType()?.GetCustomAttribute<MachineNeedAttribute>()?.Lack is { } lack
            ? new SkippedTestCase(lack, sink, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method)
            : null;

    /// <inheritdoc/>
    public override void Serialize(IXunitSerializationInfo data)
    {
        base.Serialize(data);
        data.AddValue(Key, reason);
    }

    /// <inheritdoc/>
    public override void Deserialize(IXunitSerializationInfo data)
    {
        // Reading the rest asks for the reason already.
        reason = data.GetValue<string>(Key);
        base.Deserialize(data);
    }

    /// <inheritdoc/>
    protected override string GetSkipReason(IAttributeInfo factAttribute) => reason;
}
