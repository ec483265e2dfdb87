using FsCheck;
using FsCheck.Fluent;

namespace JobFlows.Domain.Tests.Support;

/// <summary>Runs properties: 10,000 cases each, or as many as <c>JOBFLOWS_PROPERTY_CASES</c> says.</summary>
internal static class PropertyRun
{
    private const int DefaultCases = 10_000;

    private static readonly Config Config = Config.QuickThrowOnFailure
        .WithMaxTest(int.TryParse(Environment.GetEnvironmentVariable("JOBFLOWS_PROPERTY_CASES"), out var cases) ? cases : DefaultCases);

    public static void Check<T>(Arbitrary<T> values, Action<T> holds) => Prop.ForAll(values, holds).Check(Config);
}
