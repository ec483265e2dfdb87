using System.Collections.ObjectModel;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Pods;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Events;
using JobFlows.Workflows.Jobs;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Scheduling;

namespace JobFlows.Workflows.Pods;

/// <summary>
/// Where the pod objects meet whatever runs them: makes pods and has them started, marks pods for deletion and has them stopped, and writes what
/// the runtime reports, telling the Job that owns the pod.
/// </summary>
public sealed partial class PodService : IPodReports
{
    private readonly IObjectStore store;
    private readonly IOrchestrationClient orchestrations;
    private readonly EventRecorder events;
    private readonly PodServiceOptions options;
    private readonly TimeProvider clock;
    private readonly RecentPods recent = new();

    /// <summary>Makes the service, and with it the runtime that reports to it.</summary>
    public PodService(
        IObjectStore store, Func<IPodReports, IPodRuntime> runtime, IOrchestrationClient orchestrations, EventRecorder events, PodServiceOptions options, TimeProvider clock)
    {
        (this.store, this.orchestrations, this.events, this.options, this.clock) = (store, orchestrations, events, options, clock);
        Runtime = runtime(this);
        scheduler = new Scheduler(pod => (Runtime as IPodClaims)?.FindMissingClaim(pod));
    }

    /// <summary>Says which shard of a large Job watches the pod.</summary>
    public const string ShardAnnotation = "jobflows.io/shard";

    private const long DefaultGraceSeconds = 30;

    /// <summary>What runs the pods.</summary>
    public IPodRuntime Runtime { get; }

    /// <summary>Stores pods of one Job and has them started. A pod that is there already, under the same UID, is just seen to.</summary>
    /// <returns>The pods whose names belong to others or that may not be, and what is to be seen of those that were there already.</returns>
    public async Task<(IReadOnlyList<RefusedPod> Refused, IReadOnlyList<PodObservation> Present)> CreateAsync(IReadOnlyList<Pod> pods, CancellationToken cancellation)
    {
        var refused = new List<RefusedPod>();
        if (await PodAdmission.RefuseAsync(store, pods[0].Metadata.Namespace!, pods[0], cancellation) is { } why)
        {
            var there = await store.GetAsync(pods.Select(pod => KeyOf(pod.Metadata.Namespace!, pod.Metadata.Name!)).ToList(), cancellation);
            refused.AddRange(pods.Where((_, i) => there[i] is null).Select(pod => new RefusedPod(pod, $"pods \"{pod.Metadata.GenerateName}\" is forbidden: {why}")));
            pods = [.. pods.Where((_, i) => there[i] is not null)];
            if (pods.Count == 0)
            {
                return (refused, []);
            }
        }

        IReadOnlyList<Pod> bound = [.. pods.Select(Place)];
        bound = (Runtime as IPodGroups)?.Group(bound) ?? bound;
        var told = await TellUnplacedAsync(bound, cancellation);
        var results = await store.WriteAsync([.. bound.Select(pod => ObjectWrites.Create(ResourceTypes.Pods, pod)), .. told], cancellation);
        var start = new List<Pod>(pods.Count);
        var present = new List<PodObservation>();
        for (var i = 0; i < bound.Count; i++)
        {
            switch (results[i])
            {
                case WriteResult.Written(var stored):
                    recent.Remember(bound[i], stored);
                    Sort(bound[i], start);
                    break;
                case WriteResult.AlreadyExists(var uid) when uid == bound[i].Metadata.Uid:
                    if (await store.GetAsync<Pod>(ResourceTypes.Pods, bound[i].Metadata.Namespace!, bound[i].Metadata.Name!, cancellation) is { } pod)
                    {
                        present.Add(PodObservations.Of(pod));
                        if (pod.Metadata.DeletionTimestamp is null && !IsFinished(pod))
                        {
                            Sort(pod, start);
                        }
                    }

                    break;
                default:
                    scheduler.Release(bound[i].Metadata.Uid!);
                    refused.Add(new RefusedPod(bound[i], $"pods \"{bound[i].Metadata.Name}\" already exists"));
                    break;
            }
        }

        await Runtime.StartAsync(start, cancellation);
        await FreeAsync(present.Where(pod => pod.Phase is PodPhases.Succeeded or PodPhases.Failed).Select(pod => pod.Uid), cancellation);
        return (refused, present);
    }

    /// <summary>Lets a pod that has not ended see what a client has changed: labels and annotations, its deadline, the conditions of its readiness gates.</summary>
    public async Task RelabelledAsync(Pod before, Pod pod, CancellationToken cancellation)
    {
        var relabelled = !(Same(before.Metadata.Labels, pod.Metadata.Labels) && Same(before.Metadata.Annotations, pod.Metadata.Annotations));
        var gated = pod.Spec?.ReadinessGates is { Count: > 0 } && before.Status?.Conditions?.SequenceEqual(pod.Status?.Conditions ?? []) != true;
        if ((relabelled || gated || before.Spec?.ActiveDeadlineSeconds != pod.Spec?.ActiveDeadlineSeconds)
            && pod.Metadata.DeletionTimestamp is null && !IsFinished(pod) && !string.IsNullOrEmpty(pod.Spec?.NodeName))
        {
            await Runtime.StartAsync([pod], cancellation);
        }
    }

    /// <summary>Deletes pods gracefully.</summary>
    /// <param name="namespace">Their namespace.</param>
    /// <param name="pods">Which; those whose UID has changed are left alone.</param>
    /// <param name="grace">The grace period; null for each pod's own.</param>
    /// <param name="release">Also take the Job's finalizer off: nobody is left to count them.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The pods that are gone: they were already, or nothing held them.</returns>
    public async Task<IReadOnlyList<PodObservation>> StopAsync(
        string @namespace, IReadOnlyList<PodHandle> pods, TimeSpan? grace, bool release, CancellationToken cancellation)
    {
        var uids = pods.ToDictionary(pod => pod.Name, pod => pod.Uid, StringComparer.Ordinal);
        var now = clock.GetUtcNow();
        var marked = await ChangeAsync(
            pods.Select(pod => KeyOf(@namespace, pod.Name)).ToList(),
            pod =>
            {
                if (pod.Metadata.Uid != uids[pod.Metadata.Name!])
                {
                    return null;
                }

                var marked = MarkDeleted(pod, grace, now);
                return release ? WithoutTracking(marked ?? pod) ?? marked : marked;
            },
            along: [],
            cancellation);
        var gone = new List<PodObservation>();
        var stops = new List<Task>();
        for (var i = 0; i < pods.Count; i++)
        {
            if (marked[i] is { } pod && pod.Metadata.Uid == pods[i].Uid)
            {
                await TellOwnersAsync([(pod, PodObservations.Of(pod))], cancellation);
                stops.Add(Runtime.StopAsync(RefOf(pod), Durations.Seconds(pod.Metadata.DeletionGracePeriodSeconds ?? 0), cancellation));
            }
            else
            {
                gone.Add(Gone(pods[i]));
                await Runtime.RemoveAsync([new PodRef(@namespace, pods[i].Name, pods[i].Uid)], cancellation);
            }
        }

        // Together: a runtime elsewhere can be told of many with one request.
        await Task.WhenAll(stops);

        await FreeAsync(gone.Select(pod => pod.Uid), cancellation);
        return gone;
    }

    /// <summary>Takes the Job's finalizer off pods, so that those marked for deletion can go.</summary>
    /// <param name="namespace">Their namespace.</param>
    /// <param name="pods">Which.</param>
    /// <param name="counting">How the Job changes with it, which counts them: in the same commit, so that whoever begins with the objects alone
    /// finds each pod either counted or to be counted. Null where nothing is left to count for.</param>
    /// <param name="along">Writes to commit along.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The pods that are gone: they were already, or nothing else held them.</returns>
    public async Task<IReadOnlyList<PodObservation>> ReleaseAsync(
        string @namespace, IReadOnlyList<PodHandle> pods, JobChange? counting, IReadOnlyList<ObjectWrite> along, CancellationToken cancellation)
    {
        var keys = pods.Select(pod => KeyOf(@namespace, pod.Name)).ToList();
        var changed = await store.ChangeAsync<KubeObject>(
            [.. keys, .. counting is null ? Array.Empty<ObjectKey>() : [counting.Job]],
            value => value is Pod pod ? WithoutTracking(pod) : counting!.Change((Job)value),
            along,
            recent.Find,
            cancellation);
        var released = Remember(keys, [.. changed.Take(keys.Count).Cast<Pod?>()]);
        var gone = pods.Where((_, i) => released[i] is null).ToList();
        if (gone.Count > 0)
        {
            await Runtime.RemoveAsync([.. gone.Select(pod => new PodRef(@namespace, pod.Name, pod.Uid))], cancellation);
        }

        await FreeAsync(gone.Select(pod => pod.Uid), cancellation);
        return [.. gone.Select(Gone)];
    }

    /// <summary>The pods of a Job that still carry its finalizer, or haven't ended.</summary>
    public async Task<IReadOnlyList<Pod>> UnsettledAsync(string jobUid, CancellationToken cancellation)
    {
        var unsettled = new List<Pod>();
        await foreach (var stored in store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Pods.Resource, Owner = jobUid }, cancellation))
        {
            var pod = KubeTypes.Read<Pod>(stored);
            if (IsTracked(pod) || !IsFinished(pod))
            {
                unsettled.Add(pod);
            }
        }

        return unsettled;
    }

    /// <inheritdoc/>
    public async Task ReportAsync(IReadOnlyList<PodReport> reports, CancellationToken cancellation = default)
    {
        var byUid = new Dictionary<string, PodReport>(StringComparer.Ordinal);
        foreach (var report in reports)
        {
            byUid[report.Pod.Uid] = byUid.TryGetValue(report.Pod.Uid, out var earlier)
                ? report with { Status = report.Status ?? earlier.Status, Stopped = report.Stopped || earlier.Stopped }
                : report;
        }

        var latest = byUid.Values.ToList();
        var records = await events.PrepareAsync(reports.SelectMany(Happenings), cancellation);
        var before = new Dictionary<string, Pod>(StringComparer.Ordinal);
        var after = await ChangeAsync(
            latest.Select(report => KeyOf(report.Pod.Namespace, report.Pod.Name)).ToList(),
            pod =>
            {
                if (!byUid.TryGetValue(pod.Metadata.Uid ?? "", out var report))
                {
                    return null;
                }

                before[report.Pod.Uid] = pod;
                return Apply(pod, report);
            },
            records,
            cancellation);

        var news = new List<(Pod Pod, PodObservation Seen)>();
        var gone = new List<PodRef>();
        for (var i = 0; i < latest.Count; i++)
        {
            if (after[i] is { } pod && pod.Metadata.Uid == latest[i].Pod.Uid)
            {
                if (before.TryGetValue(latest[i].Pod.Uid, out var old) && (!Same(old, pod) || latest[i].Stopped))
                {
                    news.Add((pod, PodObservations.Of(pod)));
                }
            }
            else
            {
                gone.Add(latest[i].Pod);
                if (before.TryGetValue(latest[i].Pod.Uid, out var last))
                {
                    news.Add((last, PodObservations.Of(Apply(last, latest[i]) ?? last) with { Gone = true }));
                }
            }
        }

        await TellOwnersAsync(news, cancellation);
        if (gone.Count > 0)
        {
            await Runtime.RemoveAsync(gone, cancellation);
        }

        await FreeAsync(latest.Where((report, i) => after[i] is not { } pod || report.Stopped || IsFinished(pod)).Select(report => report.Pod.Uid), cancellation);
    }

    /// <summary>Tells the Job that owns a pod what a client has done to it, and the runtime when it is gone.</summary>
    public async Task ChangedAsync(Pod pod, bool gone, CancellationToken cancellation)
    {
        await TellOwnersAsync([(pod, PodObservations.Of(pod) with { Gone = gone })], cancellation);
        if (gone)
        {
            await Runtime.RemoveAsync([RefOf(pod)], cancellation);
        }

        if (gone || IsFinished(pod))
        {
            await FreeAsync([pod.Metadata.Uid!], cancellation);
        }
    }

    /// <summary>Tells the Job that owns a pod that it does so no longer.</summary>
    internal Task DisownedAsync(Pod pod, CancellationToken cancellation) =>
        TellOwnersAsync([(pod, PodObservations.Of(pod) with { Disowned = true })], cancellation);

    /// <summary>Changes a pod, unless another has its name by now.</summary>
    /// <returns>It as it now is, or null.</returns>
    internal async Task<Pod?> ChangeOneAsync(Pod pod, Func<Pod, Pod?> change, CancellationToken cancellation) => (await ChangeAsync(
        [KeyOf(pod.Metadata.Namespace!, pod.Metadata.Name!)],
        current => current.Metadata.Uid == pod.Metadata.Uid ? change(current) : null,
        along: [],
        cancellation))[0];

    /// <summary>Marks a pod for deletion as upstream's graceful delete does, or shortens the grace period of one already marked.</summary>
    internal static Pod? MarkDeleted(Pod pod, TimeSpan? grace, DateTimeOffset now)
    {
        var seconds = IsFinished(pod) || string.IsNullOrEmpty(pod.Spec?.NodeName)
            ? 0
            : (long?)grace?.TotalSeconds ?? pod.Spec?.TerminationGracePeriodSeconds ?? DefaultGraceSeconds;
        if (pod.Metadata.DeletionTimestamp is not null && pod.Metadata.DeletionGracePeriodSeconds <= seconds)
        {
            return null;
        }

        var asked = pod.Metadata.DeletionTimestamp - Durations.Seconds(pod.Metadata.DeletionGracePeriodSeconds ?? 0) ?? now;
        return pod with { Metadata = pod.Metadata with { DeletionTimestamp = asked + Durations.Seconds(seconds), DeletionGracePeriodSeconds = seconds } };
    }

    /// <summary>The pod without the Job's finalizer; null if it has none.</summary>
    internal static Pod? WithoutTracking(Pod pod) => IsTracked(pod)
        ? pod with { Metadata = pod.Metadata with { Finalizers = pod.Metadata.Finalizers!.Where(finalizer => finalizer != JobPodKeys.TrackingFinalizer).ToList() is { Count: > 0 } rest ? rest : null } }
        : null;

    internal static PodRef RefOf(Pod pod) => new(pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid!);

    /// <summary>The shard of a large Job that watches the pod, or null.</summary>
    internal static long? ShardOf(Pod pod) =>
        pod.Metadata.Annotations?.TryGetValue(ShardAnnotation, out var shard) == true && long.TryParse(shard, out var number) ? number : null;

    internal static bool IsFinished(Pod pod) => pod.Status?.Phase is "Succeeded" or "Failed";

    internal static bool IsTracked(Pod pod) => pod.Metadata.Finalizers?.Contains(JobPodKeys.TrackingFinalizer) == true;

    private static ObjectKey KeyOf(string @namespace, string name) => new(ResourceTypes.Pods.Resource, @namespace, name);

    private static Pod? Apply(Pod pod, PodReport report)
    {
        // A phase never goes back from an end: a report that was on its way when a client closed the pod by hand comes too late.
        var status = report.Status is null || IsFinished(pod) ? pod.Status : PodStatuses.Merge(pod.Status, report.Status);
        var metadata = report.Stopped && pod.Metadata is { DeletionTimestamp: { } end, DeletionGracePeriodSeconds: not 0 and var grace }
            ? pod.Metadata with { DeletionTimestamp = end - Durations.Seconds(grace ?? 0), DeletionGracePeriodSeconds = 0 }
            : pod.Metadata;
        var removable = report.Stopped && metadata.DeletionTimestamp is not null;
        return ReferenceEquals(status, pod.Status) && ReferenceEquals(metadata, pod.Metadata) && !removable
            ? null
            : pod with { Status = status, Metadata = metadata };
    }

    private static PodObservation Gone(PodHandle pod) => new() { Name = pod.Name, Uid = pod.Uid, Phase = "", Gone = true };

    private static bool Same(Pod before, Pod after) => ReferenceEquals(before, after);

    private static bool Same(IReadOnlyDictionary<string, string>? one, IReadOnlyDictionary<string, string>? other) =>
        (one ?? ReadOnlyDictionary<string, string>.Empty).ToHashSet().SetEquals(other ?? ReadOnlyDictionary<string, string>.Empty);

    private static IEnumerable<Happening> Happenings(PodReport report) => report.Events.Select(what => new Happening(
        EventSubject.Of(ResourceTypes.Pods, report.Pod.Namespace, report.Pod.Name, report.Pod.Uid, what.FieldPath),
        what.Reason is "Scheduled" or "FailedScheduling" ? "default-scheduler" : "kubelet",
        what.Type,
        what.Reason,
        what.Message));

    private async Task<IReadOnlyList<Pod?>> ChangeAsync(
        IReadOnlyList<ObjectKey> keys, Func<Pod, Pod?> change, IReadOnlyList<ObjectWrite> along, CancellationToken cancellation)
    {
        return Remember(keys, await store.ChangeAsync(keys, change, along, recent.Find, cancellation));
    }

    private IReadOnlyList<Pod?> Remember(IReadOnlyList<ObjectKey> keys, IReadOnlyList<Pod?> changed)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            recent.Remember(keys[i], changed[i]);
        }

        return changed;
    }

    private async Task TellOwnersAsync(IReadOnlyList<(Pod Pod, PodObservation Seen)> news, CancellationToken cancellation)
    {
        var instances = news.GroupBy(item => WatcherOf(item.Pod), item => item.Seen, StringComparer.Ordinal).Where(group => group.Key.Length > 0);
        await Task.WhenAll(instances.Select(instance =>
            orchestrations.RaiseEventAsync(instance.Key, JobSignal.Name, new JobSignal { Pods = instance.ToList() }, cancellation)));
    }

    /// <summary>The orchestration that watches a pod, or an empty string.</summary>
    private static string WatcherOf(Pod pod)
    {
        var job = pod.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller == true && owner.Kind == "Job")?.Uid;
        return job is null ? ""
            : ShardOf(pod) is { } number ? JobInstance.Shard(job, number)
            : JobInstance.Of(job);
    }
}
