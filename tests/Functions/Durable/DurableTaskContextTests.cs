using System.Text.Json;
using JobFlows.Functions.Durable;
using JobFlows.Workflows.Durable;
using Microsoft.DurableTask;
using Moq;

namespace JobFlows.Functions.Tests.Durable;

public sealed class DurableTaskContextTests
{
    private readonly Mock<TaskOrchestrationContext> sdk = new(MockBehavior.Strict);
    private readonly DurableTaskContext context;

    public DurableTaskContextTests() => context = new DurableTaskContext(sdk.Object);

    [Fact]
    public void Properties_AreTheSdks()
    {
        var id = Guid.NewGuid();
        sdk.SetupGet(one => one.InstanceId).Returns("job:1");
        sdk.SetupGet(one => one.CurrentUtcDateTime).Returns(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Unspecified));
        sdk.SetupGet(one => one.IsReplaying).Returns(true);
        sdk.Setup(one => one.NewGuid()).Returns(id);

        Assert.Equal("job:1", context.InstanceId);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), context.Now);
        Assert.True(context.IsReplaying);
        Assert.Equal(id, context.NewGuid());
    }

    [Fact]
    public async Task CallActivity_Payloads_AreWorkflowJson()
    {
        object? sent = null;
        sdk.Setup(one => one.CallActivityAsync<JsonElement>(It.Is<TaskName>(name => name.Name == "act"), It.IsAny<object?>(), null))
            .Callback((TaskName _, object? input, TaskOptions? _) => sent = input)
            .ReturnsAsync(Json("""{"text":"back","number":2}"""));

        var output = await context.CallActivityAsync<Note>("act", new Note("there", null));

        Assert.Equal(new Note("back", 2), output);
        Assert.Equal("""{"text":"there"}""", Assert.IsType<JsonElement>(sent).GetRawText());
    }

    [Fact]
    public async Task CallActivity_ThatFails_IsToldAsTheWorkflowsKnowIt()
    {
        sdk.Setup(one => one.CallActivityAsync<JsonElement>(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<TaskOptions?>()))
            .ThrowsAsync(new TaskFailedException("act", 1, new TaskFailureDetails("System.IO.IOException", "no disk", null, null, null)));

        var e = await Assert.ThrowsAsync<ActivityFailedException>(() => context.CallActivityAsync<Note>("act", new Note("x", 1)));

        Assert.Equal(("act", "System.IO.IOException", "act failed: no disk"), (e.Name, e.ErrorType, e.Message));
    }

    [Fact]
    public async Task CallChild_HasTheInstanceIdThatIsWanted()
    {
        TaskOptions? options = null;
        sdk.Setup(one => one.CallSubOrchestratorAsync<JsonElement>(It.Is<TaskName>(name => name.Name == "child"), It.IsAny<object?>(), It.IsAny<TaskOptions?>()))
            .Callback((TaskName _, object? _, TaskOptions? given) => options = given)
            .ReturnsAsync(Json("""{"text":"done"}"""));

        Assert.Equal("done", (await context.CallChildAsync<Note>("child", "shard:7", new Note("x", 1))).Text);
        Assert.Equal("shard:7", Assert.IsType<SubOrchestrationOptions>(options).InstanceId);
    }

    [Fact]
    public async Task CreateTimer_IsInUtcAndCanBeCancelled()
    {
        using var cancel = new CancellationTokenSource();
        sdk.Setup(one => one.CreateTimer(new DateTime(2026, 1, 1, 10, 0, 0, DateTimeKind.Utc), cancel.Token)).Returns(Task.CompletedTask).Verifiable(Times.Once);

        await context.CreateTimerAsync(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.FromHours(2)), cancel.Token);

        sdk.Verify();
    }

    [Fact]
    public async Task WaitForEvent_OfOneName_StandsOnce()
    {
        var arrivals = new Queue<TaskCompletionSource<JsonElement>>([new(), new()]);
        var waits = 0;
        sdk.Setup(one => one.WaitForExternalEvent<JsonElement>(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns(() => arrivals.ElementAt(waits++).Task);

        var first = context.WaitForEventAsync<Note>("signal");
        var again = context.WaitForEventAsync<Note>("SIGNAL");
        Assert.Same(first, again);
        Assert.Equal(1, waits);

        arrivals.First().SetResult(Json("""{"text":"one"}"""));
        Assert.Equal("one", (await first).Text);
        Assert.NotSame(first, context.WaitForEventAsync<Note>("signal"));
        Assert.Equal(2, waits);
    }

    [Fact]
    public void SendEventAndContinueAsNew_PassOnAndKeepUnreceivedEvents()
    {
        sdk.Setup(one => one.SendEvent("job:1", "signal", It.Is<JsonElement>(json => json.GetRawText() == """{"text":"hi"}""")));
        sdk.Setup(one => one.ContinueAsNew(It.Is<JsonElement>(json => json.GetRawText() == """{"text":"next","number":3}"""), true));

        context.SendEvent("job:1", "signal", new Note("hi", null));
        context.ContinueAsNew(new Note("next", 3));

        sdk.VerifyAll();
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);

    private sealed record Note(string Text, int? Number);
}
