using System.Globalization;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Pods;

/// <summary>Which pods belong to a Job (upstream <c>PodControllerRefManager</c>): the controller reference and the selector must agree.</summary>
public static class PodClaims
{
    /// <summary>What <paramref name="job"/> does about <paramref name="pod"/>. A Job that is finished or being deleted leaves things as they are.</summary>
    public static PodClaim Of(Job job, Pod pod)
    {
        var matches = job.Spec?.Selector.Fits(pod.Metadata.Labels) == true;
        var atRest = job.Metadata.DeletionTimestamp is not null || IsFinished(job);
        if (ControllerOf(pod) is { } controller)
        {
            return controller.Uid != job.Metadata.Uid ? PodClaim.None
                : matches || atRest ? PodClaim.Keep
                : PodClaim.Release;
        }

        return matches && !atRest && pod.Metadata.DeletionTimestamp is null && pod.Metadata.Namespace == job.Metadata.Namespace ? PodClaim.Adopt : PodClaim.None;
    }

    /// <summary>The pod's controller, or null.</summary>
    public static OwnerReference? ControllerOf(Pod pod) => pod.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller == true);

    /// <summary>The pod with the Job as its controller. One that hasn't ended is tracked from now on; one that has ended without being tracked has been
    /// counted already, or never will be.</summary>
    public static Pod Adopted(Job job, Pod pod) => pod with
    {
        Metadata = pod.Metadata with
        {
            OwnerReferences = [.. pod.Metadata.OwnerReferences ?? [], ControllerReference(job)],
            Finalizers = pod.Status?.Phase is PodPhases.Succeeded or PodPhases.Failed
                ? pod.Metadata.Finalizers
                : [.. (pod.Metadata.Finalizers ?? []).Union([JobPodKeys.TrackingFinalizer])],
        },
    };

    /// <summary>The pod without the Job as its controller, and without its finalizer.</summary>
    public static Pod Released(Pod pod, string jobUid)
    {
        var owners = (pod.Metadata.OwnerReferences ?? []).Where(owner => owner.Uid != jobUid).ToList();
        var finalizers = (pod.Metadata.Finalizers ?? []).Where(finalizer => finalizer != JobPodKeys.TrackingFinalizer).ToList();
        return pod with
        {
            Metadata = pod.Metadata with
            {
                OwnerReferences = owners.Count > 0 ? owners : null,
                Finalizers = finalizers.Count > 0 ? finalizers : null,
            },
        };
    }

    /// <summary>The pod as a Job is told of it that adopts it.</summary>
    public static AdoptedPod Adoption(Pod pod) => new(
        PodObservations.Of(pod),
        Annotated(pod, JobPodKeys.CompletionIndex),
        Annotated(pod, JobPodKeys.IndexFailureCount) ?? 0,
        Annotated(pod, JobPodKeys.IndexIgnoredFailureCount) ?? 0);

    private static int? Annotated(Pod pod, string key) =>
        pod.Metadata.Annotations?.TryGetValue(key, out var text) == true
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    internal static OwnerReference ControllerReference(Job job) => new()
    {
        ApiVersion = ResourceTypes.Jobs.ApiVersion,
        Kind = ResourceTypes.Jobs.Kind,
        Name = job.Metadata.Name,
        Uid = job.Metadata.Uid,
        Controller = true,
        BlockOwnerDeletion = true,
    };

    private static bool IsFinished(Job job) =>
        job.Status?.Conditions?.Any(condition => condition is { Type: "Complete" or "Failed", Status: "True" }) == true;
}
