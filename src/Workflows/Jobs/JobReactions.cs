using JobFlows.Domain.Batch;
using JobFlows.Domain.Jobs;
using JobFlows.Workflows.Durable;

namespace JobFlows.Workflows.Jobs;

/// <summary>Hands what clients do to Jobs on to their orchestrations.</summary>
/// <param name="orchestrations">Runs them.</param>
/// <param name="starts">Tells when a Job's first pods exist.</param>
/// <param name="startPatience">How long the creation of a Job waits for that at most.</param>
public sealed class JobReactions(IOrchestrationClient orchestrations, JobStarts starts, TimeSpan startPatience)
{
    /// <summary>Starts a new Job's orchestration and waits until its first pods exist.</summary>
    public async Task CreatedAsync(Job job, CancellationToken cancellation)
    {
        if (!IsOurs(job))
        {
            return;
        }

        var snapshot = JobSnapshot.From(job);
        var started = starts.Expect(snapshot.Uid);
        try
        {
            await orchestrations.StartAsync(JobOrchestrator.Name, JobInstance.Of(snapshot.Uid), JobCourse.Begin(snapshot), cancellation);
            await started.WaitAsync(startPatience, cancellation);
        }
        catch (TimeoutException)
        {
            // The Job is stored and its orchestration durable; on a machine this busy its pods come later.
        }
        finally
        {
            starts.Forget(snapshot.Uid);
        }
    }

    /// <summary>Tells the orchestration that the Job has changed; one that had already ended runs again.</summary>
    public async Task ChangedAsync(Job job, CancellationToken cancellation)
    {
        if (IsOurs(job))
        {
            var snapshot = JobSnapshot.From(job);
            var instance = JobInstance.Of(snapshot.Uid);
            await orchestrations.StartAsync(JobOrchestrator.Name, instance, JobCourse.Begin(snapshot), cancellation);
            await orchestrations.RaiseEventAsync(instance, JobSignal.Name, new JobSignal { Changed = snapshot }, cancellation);
        }
    }

    /// <summary>Tells the orchestration that the Job is gone.</summary>
    public async Task GoneAsync(string jobUid, CancellationToken cancellation) =>
        await orchestrations.RaiseEventAsync(JobInstance.Of(jobUid), JobSignal.Name, new JobSignal { Gone = true }, cancellation);

    /// <summary>Whether this controller runs the Job, and not another that <c>managedBy</c> names.</summary>
    internal static bool IsOurs(Job job) => job.Spec?.ManagedBy is null or "kubernetes.io/job-controller";
}
