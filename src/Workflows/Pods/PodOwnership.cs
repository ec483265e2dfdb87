using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Pods;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Jobs;
using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Pods;

/// <summary>Has Jobs adopt pods that match them and let go of pods that have stopped matching.</summary>
/// <remarks>The Job is told before the pod is written: after a crash between the two the pod is looked at again, and telling a Job twice does no harm.</remarks>
public sealed class PodOwnership(IObjectStore store, PodService pods, IOrchestrationClient orchestrations)
{
    private const string JobNameLabel = "batch.kubernetes.io/job-name";
    private const string ControllerUidLabel = "batch.kubernetes.io/controller-uid";

    /// <summary>Settles whom a pod belongs to, after a change or a start.</summary>
    /// <param name="pod">The pod as stored.</param>
    /// <param name="before">The pod before the change, if there was one.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task SettleAsync(Pod pod, Pod? before, CancellationToken cancellation)
    {
        var controller = PodClaims.ControllerOf(pod);
        if (controller is { Kind: "Job" } && !IsPlain(pod))
        {
            var job = await store.GetAsync<Job>(ResourceTypes.Jobs, pod.Metadata.Namespace!, controller.Name ?? "", cancellation);
            if (job is not null && JobReactions.IsOurs(job) && PodClaims.Of(job, pod) is PodClaim.Release)
            {
                await ReleaseAsync(pod, controller.Uid!, cancellation);
            }
        }
        else if (controller is null && !await IsAdoptedAsync(pod, cancellation)
            && before is not null && PodClaims.ControllerOf(before) is { Kind: "Job" } former)
        {
            await ReleaseAsync(before with { Metadata = before.Metadata with { ResourceVersion = pod.Metadata.ResourceVersion } }, former.Uid!, cancellation);
        }
    }

    /// <summary>Has a Job adopt the pods that match it and belong to nobody, before it makes any itself.</summary>
    /// <returns>The pods that are its own now and that it has to count.</returns>
    public async Task<IReadOnlyList<AdoptedPod>> AdoptMatchingAsync(Job job, CancellationToken cancellation)
    {
        var adopted = new List<AdoptedPod>();
        await foreach (var stored in store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Pods.Resource, Namespace = job.Metadata.Namespace }, cancellation))
        {
            var pod = KubeTypes.Read<Pod>(stored);
            var own = PodClaims.Of(job, pod) switch
            {
                PodClaim.Adopt => await pods.ChangeOneAsync(
                    pod, current => PodClaims.Of(job, current) is PodClaim.Adopt ? PodClaims.Adopted(job, current) : current, cancellation),

                // One that was adopted before a crash, or that has been made meanwhile.
                PodClaim.Keep => pod,
                _ => null,
            };
            if (own is not null && PodClaims.ControllerOf(own)?.Uid == job.Metadata.Uid && PodService.IsTracked(own))
            {
                adopted.Add(PodClaims.Adoption(own));
            }
        }

        return adopted;
    }

    /// <summary>Whether the pod's labels tell, without a look at the Job, that it belongs to its controller.</summary>
    internal static bool IsPlain(Pod pod) =>
        PodClaims.ControllerOf(pod) is { } controller && pod.Metadata.Labels?.GetValueOrDefault(ControllerUidLabel) == controller.Uid;

    private async Task ReleaseAsync(Pod pod, string jobUid, CancellationToken cancellation)
    {
        await pods.DisownedAsync(pod, cancellation);
        await pods.ChangeOneAsync(pod, current => PodClaims.Released(current, jobUid), cancellation);
    }

    private async Task<bool> IsAdoptedAsync(Pod pod, CancellationToken cancellation)
    {
        if (pod.Metadata.Labels is not { Count: > 0 })
        {
            return false;
        }

        await foreach (var job in CandidatesAsync(pod, cancellation))
        {
            if (JobReactions.IsOurs(job) && PodClaims.Of(job, pod) is PodClaim.Adopt)
            {
                await AdoptAsync(job, pod, cancellation);
                return true;
            }
        }

        return false;
    }

    private async Task AdoptAsync(Job job, Pod pod, CancellationToken cancellation)
    {
        var adopted = PodClaims.Adopted(job, pod);
        if (PodService.IsTracked(adopted))
        {
            var news = new JobSignal { Adopted = [PodClaims.Adoption(adopted)] };
            await orchestrations.RaiseEventAsync(JobInstance.Of(job.Metadata.Uid!), JobSignal.Name, news, cancellation);
        }

        var written = await pods.ChangeOneAsync(
            pod, current => PodClaims.Of(job, current) is PodClaim.Adopt ? PodClaims.Adopted(job, current) : current, cancellation);
        if (written is null || PodClaims.ControllerOf(written)?.Uid != job.Metadata.Uid)
        {
            await pods.DisownedAsync(adopted, cancellation);
        }
    }

    /// <summary>The Jobs that the pod may match: the one whose name it carries, or those whose selector their users wrote.</summary>
    private async IAsyncEnumerable<Job> CandidatesAsync(Pod pod, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (pod.Metadata.Labels!.TryGetValue(JobNameLabel, out var name)
            && await store.GetAsync<Job>(ResourceTypes.Jobs, pod.Metadata.Namespace!, name, cancellation) is { } named)
        {
            yield return named;
        }

        await foreach (var stored in store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Jobs.Resource, Namespace = pod.Metadata.Namespace }, cancellation))
        {
            if (KubeTypes.Read<Job>(stored) is { Spec.ManualSelector: true } job)
            {
                yield return job;
            }
        }
    }
}
