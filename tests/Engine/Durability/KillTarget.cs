using JobFlows.Storage.Sqlite;
using JobFlows.Workflows.Durable;

namespace JobFlows.Engine.Tests.Durability;

/// <summary>
/// A program with a workload that can be killed and started again on the same file. Each "worker" counts its steps by activity, event, timer,
/// child and continue-as-new; each reports its count to one "ledger", which ends when all have reported.
/// It prints a line for each step, and "done" at the end.
/// </summary>
internal static class KillTarget
{
    public const int Workers = 40;
    public const int Rounds = 3;

    public static async Task RunAsync(string path, int seed)
    {
        var done = new TaskCompletionSource();
        await using var database = SqliteDatabase.Open(path);
        await using var engine = await EmbeddedEngine.OpenAsync(
            database, Catalog(done), TimeProvider.System, new EmbeddedEngineOptions { IdleInstances = seed % 2 == 0 ? 5 : 100 });
        engine.Run();
        await engine.StartAsync("ledger", "ledger", 0);
        if (await engine.GetAsync("ledger") is { State: OrchestrationState.Completed })
        {
            done.TrySetResult();
        }

        await done.Task;
        await Console.Out.WriteLineAsync("done");
    }

    private static WorkflowCatalog Catalog(TaskCompletionSource done) => new WorkflowCatalog()
        .AddActivity<string, int>("step", async (line, _) =>
        {
            await Console.Out.WriteLineAsync(line);
            return 1;
        })
        .AddActivity<int[], bool>("audit", async (counts, _) =>
        {
            await Console.Out.WriteLineAsync($"counts {string.Join(',', counts)}");
            done.TrySetResult();
            return true;
        })
        .AddOrchestrator<int, int>("leaf", async (context, n) =>
        {
            await context.CreateTimerAsync(context.Now + TimeSpan.FromMilliseconds(n % 7), CancellationToken.None);
            return await context.CallActivityAsync<int>("step", $"leaf {context.InstanceId}");
        })
        .AddOrchestrator<WorkerState, int>("worker", RunWorkerAsync)
        .AddOrchestrator<int, int>("ledger", RunLedgerAsync);

    private static async Task<int> RunWorkerAsync(IOrchestrationContext context, WorkerState state)
    {
        // An event to itself per round: one lost would hang it, one received twice would count twice.
        context.SendEvent(context.InstanceId, "token", state.Round);
        var steps = await context.CallActivityAsync<int>("step", $"worker {context.InstanceId} round {state.Round}");
        steps += await context.CallChildAsync<int>("leaf", $"{context.InstanceId}/leaf", state.Round);
        var token = await context.WaitForEventAsync<int>("token");
        if (token != state.Round)
        {
            throw new InvalidOperationException($"Token {token} came in round {state.Round}.");
        }

        var next = new WorkerState(state.Round + 1, state.Count + steps + 1);
        if (next.Round < Rounds)
        {
            context.ContinueAsNew(next);
            return 0;
        }

        context.SendEvent("ledger", "report", next.Count);
        return next.Count;
    }

    private static async Task<int> RunLedgerAsync(IOrchestrationContext context, int input)
    {
        var workers = Enumerable.Range(0, Workers).Select(i => context.CallChildAsync<int>("worker", $"worker-{i}", new WorkerState(0, 0))).ToList();
        var counts = new List<int>();
        while (counts.Count < Workers)
        {
            counts.Add(await context.WaitForEventAsync<int>("report"));
        }

        counts.AddRange(await Task.WhenAll(workers));
        await context.CallActivityAsync<bool>("audit", counts.ToArray());
        return input;
    }

    private sealed record WorkerState(int Round, int Count);
}
