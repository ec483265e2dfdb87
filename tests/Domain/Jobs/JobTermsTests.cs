using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.Tests.Jobs;

/// <summary>A spec without defaults, as one of an earlier version might be stored.</summary>
public sealed class JobTermsTests
{
    [Fact]
    public void BareSpec_HasTheDefaults()
    {
        var terms = Of(new JobSpec());
        Assert.Equal((1, null, 0, 6, false), (terms.Parallelism, terms.Completions, terms.IndexLimit, terms.BackoffLimit, terms.Indexed));
        Assert.False(terms.PerIndex || terms.Suspended || terms.RestartsInPlace || terms.ReplaceOnlyEnded || terms.ManagedElsewhere || terms.Deleting);
        Assert.Equal((null, null, 0), (terms.ActiveDeadline, terms.Ttl, terms.BackoffLimitPerIndex));
    }

    [Fact]
    public void WithBackoffLimitPerIndex_ThereIsNoOther()
    {
        var terms = Of(new JobSpec { CompletionMode = "Indexed", BackoffLimitPerIndex = 2 });
        Assert.Equal((true, 2, int.MaxValue, 0), (terms.PerIndex, terms.BackoffLimitPerIndex, terms.BackoffLimit, terms.IndexLimit));
    }

    [Fact]
    public void IndexLimit_IsThatOfIndexedJobs()
    {
        Assert.Equal(5, Of(new JobSpec { CompletionMode = "Indexed", Completions = 5 }).IndexLimit);
        Assert.Equal(0, Of(new JobSpec { CompletionMode = "NonIndexed", Completions = 5 }).IndexLimit);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("kubernetes.io/job-controller", false)]
    [InlineData("example.com/other", true)]
    public void ManagedElsewhere(string? managedBy, bool elsewhere) => Assert.Equal(elsewhere, Of(new JobSpec { ManagedBy = managedBy }).ManagedElsewhere);

    [Fact]
    public void PodFailurePolicy_ReplacesOnlyWhatHasEnded()
    {
        Assert.True(Of(new JobSpec { PodFailurePolicy = new PodFailurePolicy() }).ReplaceOnlyEnded);
        Assert.True(Of(new JobSpec { PodReplacementPolicy = "Failed" }).ReplaceOnlyEnded);
        Assert.False(Of(new JobSpec { PodReplacementPolicy = "TerminatingOrFailed" }).ReplaceOnlyEnded);
    }

    [Fact]
    public void RestartsInPlace_OnFailureOnly()
    {
        Assert.True(Of(new JobSpec { Template = Specs.OnFailure }).RestartsInPlace);
        Assert.False(Of(new JobSpec { Template = new PodTemplateSpec { Spec = new PodSpec { RestartPolicy = "Never" } } }).RestartsInPlace);
    }

    [Fact]
    public void Deadlines_OfAnyLengthCanBeAddedToADate()
    {
        Assert.Equal(TimeSpan.FromSeconds(90), Of(new JobSpec { ActiveDeadlineSeconds = 90 }).ActiveDeadline);
        Assert.True(JobSim.Start + Of(new JobSpec { ActiveDeadlineSeconds = long.MaxValue }).ActiveDeadline > JobSim.Start.AddYears(300));
        Assert.Equal(TimeSpan.FromSeconds(int.MaxValue), Of(new JobSpec { TtlSecondsAfterFinished = int.MaxValue }).Ttl);
    }

    private static JobTerms Of(JobSpec spec) => new(JobSim.Snapshot(spec) with { Spec = spec });
}
