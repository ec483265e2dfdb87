using JobFlows.Storage.Sqlite;
using JobFlows.Workflows.Durable;

namespace JobFlows.Engine.Tests.Durability;

/// <summary>
/// A program with a workload that can be killed and started again on the same file. Workers count their rounds' activity, child (with a timer)
/// and event, and continue as new after each round; a ledger checks what they report. For each activity it prints a line and waits for a
/// line of input, so that whoever started it knows how far it is; at the end it prints "done".
/// </summary>
internal static class KillTarget
{
    public const string Done = "done";
    public const string Ledger = "ledger";

    private const int Workers = 40;
    private const int Rounds = 3;

    public static async Task RunAsync(string path, int seed)
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        using var turn = new SemaphoreSlim(1);
        var end = new TaskCompletionSource();

        async Task<int> StepAsync(string line, CancellationToken stop)
        {
            await turn.WaitAsync(stop);
            await Console.Out.WriteLineAsync(line);
            await input.ReadLineAsync(stop);
            turn.Release();
            return 1;
        }

        var catalog = new WorkflowCatalog()
            .AddActivity<string, int>("step", StepAsync)
            .AddActivity<bool, bool>("end", (all, _) => Task.FromResult(end.TrySetResult() && all))
            .AddOrchestrator<int, int>("leaf", RunLeafAsync)
            .AddOrchestrator<WorkerState, int>("worker", RunWorkerAsync)
            .AddOrchestrator<int, int>("ledger", RunLedgerAsync);
        await using var database = SqliteDatabase.Open(path);
        await using var engine = await EmbeddedEngine.OpenAsync(
            database, catalog, TimeProvider.System, new EmbeddedEngineOptions { IdleInstances = seed % 2 == 0 ? 5 : 100 });
        engine.Run();
        await engine.StartAsync("ledger", Ledger, 0);
        await end.Task;
        await Console.Out.WriteLineAsync(Done);
        await input.ReadLineAsync();
    }

    private static async Task<int> RunLeafAsync(IOrchestrationContext context, int n)
    {
        await context.CreateTimerAsync(context.Now + TimeSpan.FromMilliseconds(n), CancellationToken.None);
        return await context.CallActivityAsync<int>("step", context.InstanceId);
    }

    private static async Task<int> RunWorkerAsync(IOrchestrationContext context, WorkerState state)
    {
        // Lost, it would hang the worker; received twice, it would show in the next round.
        context.SendEvent(context.InstanceId, "token", state.Round);
        var steps = await context.CallActivityAsync<int>("step", $"{context.InstanceId} round {state.Round}");
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

        context.SendEvent(Ledger, "report", next.Count);
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
        if (counts.Exists(count => count != Rounds * 3))
        {
            throw new InvalidOperationException($"The workers counted {string.Join(',', counts)}.");
        }

        await context.CallActivityAsync<bool>("end", true);
        await context.WaitForEventAsync<int>("close");
        return input;
    }

    private sealed record WorkerState(int Round, int Count);
}
