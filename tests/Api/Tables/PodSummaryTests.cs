using JobFlows.Api.Tables;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Tests.Tables;

public sealed class PodSummaryTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static TheoryData<string, Pod, string, string, string> Cases => new()
    {
        { "pending", Pod("Pending"), "0/1", "Pending", "0" },
        { "creating", Pod("Pending", Waiting("ContainerCreating")), "0/1", "ContainerCreating", "0" },
        { "running", Pod("Running", Running()), "1/1", "Running", "0" },
        { "completed", Pod("Succeeded", Ended(0, "Completed")), "0/1", "Completed", "0" },
        { "exit code without reason", Pod("Failed", Ended(3, null)), "0/1", "ExitCode:3", "0" },
        { "restarted", Pod("Running", Running() with { RestartCount = 2, LastState = Ended(1, "Error", Now.AddMinutes(-5)).State }), "1/1", "Running", "2 (5m ago)" },
        { "pod reason", Pod("Failed") with { Status = new PodStatus { Phase = "Failed", Reason = "Evicted" } }, "0/1", "Evicted", "0" },
        { "terminating", Deleting(Pod("Running", Running())), "1/1", "Terminating", "0" },
        { "finished and deleted", Deleting(Pod("Succeeded", Ended(0, "Completed"))), "0/1", "Completed", "0" },
        { "init running", WithInit(Pod("Pending", Waiting("PodInitializing")), Running()), "0/1", "Init:0/1", "0" },
        { "init failed", WithInit(Pod("Pending"), Ended(1, "Error")), "0/1", "Init:Error", "0" },
        { "init done", WithInit(Pod("Running", Running()), Ended(0, "Completed")), "1/1", "Running", "0" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_Pod_SaysWhatKubectlShows(string name, Pod pod, string ready, string status, string restarts)
    {
        var summary = PodSummary.Of(pod);
        Assert.Equal((name, ready, status, restarts), (name, $"{summary.Ready}/{summary.Total}", summary.Status, summary.Restarts(Now)));
    }

    private static Pod Pod(string phase, params ContainerStatus[] containers) => new()
    {
        Metadata = new ObjectMeta { Name = "p" },
        Spec = new PodSpec { Containers = [new Container { Name = "c" }] },
        Status = new PodStatus { Phase = phase, ContainerStatuses = containers },
    };

    private static Pod WithInit(Pod pod, ContainerStatus init) => pod with
    {
        Spec = pod.Spec! with { InitContainers = [new Container { Name = "i" }] },
        Status = pod.Status! with { InitContainerStatuses = [init with { Name = "i" }] },
    };

    private static Pod Deleting(Pod pod) => pod with { Metadata = pod.Metadata with { DeletionTimestamp = Now } };

    private static ContainerStatus Waiting(string reason) => new() { Name = "c", State = new ContainerState { Waiting = new ContainerStateWaiting { Reason = reason } } };

    private static ContainerStatus Running() => new() { Name = "c", Ready = true, State = new ContainerState { Running = new ContainerStateRunning() } };

    private static ContainerStatus Ended(int code, string? reason, DateTimeOffset? at = null) =>
        new() { Name = "c", State = new ContainerState { Terminated = new ContainerStateTerminated { ExitCode = code, Reason = reason, FinishedAt = at } } };
}
