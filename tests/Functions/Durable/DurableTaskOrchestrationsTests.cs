using System.Text.Json;
using JobFlows.Functions.Durable;
using JobFlows.Workflows.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace JobFlows.Functions.Tests.Durable;

public sealed class DurableTaskOrchestrationsTests
{
    private readonly Mock<DurableTaskClient> sdk = new(MockBehavior.Strict, "hub");
    private readonly DurableTaskOrchestrations orchestrations = new();

    public DurableTaskOrchestrationsTests() => orchestrations.Use(sdk.Object);

    [Fact]
    public async Task Start_HasTheInstanceIdAndTheInput()
    {
        sdk.Setup(one => one.ScheduleNewOrchestrationInstanceAsync(
                It.Is<TaskName>(name => name.Name == "job"), It.Is<object?>(input => ((JsonElement)input!).GetRawText() == """{"number":1}"""),
                new StartOrchestrationOptions("job:1", null), It.IsAny<CancellationToken>()))
            .ReturnsAsync("job:1").Verifiable(Times.Once);

        await orchestrations.StartAsync("job", "job:1", new Input(1));

        sdk.Verify();
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running, false)]
    [InlineData(OrchestrationRuntimeStatus.Pending, false)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, false)]
    [InlineData(OrchestrationRuntimeStatus.Completed, true)]
    [InlineData(null, true)]
    public async Task Start_ThatIsRefused_IsFineOnlyWhereAnInstanceRuns(OrchestrationRuntimeStatus? present, bool throws)
    {
        sdk.Setup(one => one.ScheduleNewOrchestrationInstanceAsync(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new InvalidOperationException("already exists"));
        Present(present);

        var start = orchestrations.StartAsync("job", "job:1", new Input(1));

        if (throws)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => start);
        }
        else
        {
            await start;
        }
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running, true)]
    [InlineData(OrchestrationRuntimeStatus.Completed, false)]
    [InlineData(null, false)]
    public async Task RaiseEvent_ThatIsRefused_IsDroppedUnlessAnInstanceRuns(OrchestrationRuntimeStatus? present, bool throws)
    {
        sdk.Setup(one => one.RaiseEventAsync("job:1", "signal", It.IsAny<object?>(), It.IsAny<CancellationToken>())).ThrowsAsync(new ArgumentException("no such instance"));
        Present(present);

        var raise = orchestrations.RaiseEventAsync("job:1", "signal", new Input(1));

        if (throws)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => raise);
        }
        else
        {
            await raise;
        }
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending, OrchestrationState.Running)]
    [InlineData(OrchestrationRuntimeStatus.Running, OrchestrationState.Running)]
    [InlineData(OrchestrationRuntimeStatus.Completed, OrchestrationState.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, OrchestrationState.Failed)]
    public async Task Get_States_AreOurs(OrchestrationRuntimeStatus theirs, OrchestrationState ours)
    {
        Present(theirs);

        Assert.Equal(new OrchestrationInfo("job:1", "job", ours, Failure: null), await orchestrations.GetAsync("job:1"));
    }

    [Fact]
    public async Task Get_Failed_TellsWhy()
    {
        Present(OrchestrationRuntimeStatus.Failed);
        sdk.Setup(one => one.GetInstanceAsync("job:1", true, It.IsAny<CancellationToken>())).ReturnsAsync(new OrchestrationMetadata("job", "job:1")
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Failed,
            FailureDetails = new TaskFailureDetails("System.FormatException", "spoilt", StackTrace: null, InnerFailure: null, Properties: null),
        });

        Assert.Equal(new OrchestrationInfo("job:1", "job", OrchestrationState.Failed, "spoilt"), await orchestrations.GetAsync("job:1"));
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed, 1)]
    [InlineData(OrchestrationRuntimeStatus.Running, 0)]
    [InlineData(null, 0)]
    public async Task Purge_TakesFinishedInstancesOnly(OrchestrationRuntimeStatus? present, int times)
    {
        Present(present);
        sdk.Setup(one => one.PurgeInstanceAsync("job:1", It.IsAny<PurgeInstanceOptions?>(), It.IsAny<CancellationToken>())).ReturnsAsync(new PurgeResult(1));

        await orchestrations.PurgeAsync("job:1");

        sdk.Verify(one => one.PurgeInstanceAsync("job:1", It.IsAny<PurgeInstanceOptions?>(), It.IsAny<CancellationToken>()), Times.Exactly(times));
    }

    [Fact]
    public async Task Use_BeforeAnyInvocation_SaysSo() =>
        Assert.Contains("no invocation", (await Assert.ThrowsAsync<InvalidOperationException>(() => new DurableTaskOrchestrations().GetAsync("job:1"))).Message, StringComparison.Ordinal);

    private void Present(OrchestrationRuntimeStatus? status) =>
        sdk.Setup(one => one.GetInstanceAsync("job:1", false, It.IsAny<CancellationToken>()))
            .ReturnsAsync(status is { } known ? new OrchestrationMetadata("job", "job:1") { RuntimeStatus = known } : null);

    private sealed record Input(int Number);
}
