using JobFlows.Engine.History;
using JobFlows.Workflows.Durable;

namespace JobFlows.Engine.Execution;

/// <summary>Rebuilds an execution from its history, and checks that the code does again what is recorded.</summary>
internal static class Replay
{
    /// <summary>The execution as it was after the last record.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="history">The whole history of the execution.</param>
    /// <param name="catalog">Where the code is.</param>
    /// <param name="trespass">Called when code of the orchestrator ran outside of a step.</param>
    /// <param name="strict">Whether payloads and times are compared as well.</param>
    /// <exception cref="NonDeterminismException">The code does something else now.</exception>
    /// <exception cref="InvalidDataException">This is no history.</exception>
    public static OrchestrationRun Rebuild(
        string instanceId, IReadOnlyList<HistoryRecord> history, WorkflowCatalog catalog, Action trespass, bool strict)
    {
        if (history is not [HistoryRecord.ExecutionStarted started, ..])
        {
            throw new InvalidDataException($"The history of '{instanceId}' doesn't begin with a start.");
        }

        var position = 1;
        var leftover = TakeWhile<HistoryRecord.EventReceived>(history, ref position);
        var run = new OrchestrationRun(instanceId, started, leftover, catalog, trespass);
        while (position < history.Count)
        {
            if (history[position++] is not HistoryRecord.StepStarted step)
            {
                throw new InvalidDataException($"The history of '{instanceId}' has no step at position {position - 1}.");
            }

            var messages = TakeWhile<HistoryRecord.Message>(history, ref position);
            var first = position;
            var recorded = TakeWhile<HistoryRecord.Action>(history, ref position);
            var result = run.Step(step.Time, messages, replaying: true, withPayloads: strict);
            Compare(recorded, result, messages.Count, first, strict);
        }

        return run;
    }

    private static void Compare(List<HistoryRecord.Action> recorded, StepResult replayed, int messages, int first, bool strict)
    {
        for (var i = 0; i < Math.Max(recorded.Count, replayed.Actions.Count); i++)
        {
            var (was, now) = (recorded.ElementAtOrDefault(i), replayed.Actions.ElementAtOrDefault(i));
            if (was?.Identity != now?.Identity)
            {
                throw new NonDeterminismException(first + i, Describe(was), Describe(now));
            }

            if (strict && !SameContent(was!, now!))
            {
                throw new NonDeterminismException(first + i, Describe(was), $"{Describe(now)} with another {(was is HistoryRecord.TimerCreated ? "time" : "payload")}");
            }
        }

        if (replayed.Accepted.Count < messages)
        {
            throw new NonDeterminismException(first - messages + replayed.Accepted.Count, "a message", "nothing that waits for it");
        }
    }

    private static bool SameContent(HistoryRecord.Action a, HistoryRecord.Action b) =>
        a.Payload.Span.SequenceEqual(b.Payload.Span) && (a as HistoryRecord.TimerCreated)?.Due == (b as HistoryRecord.TimerCreated)?.Due;

    private static string Describe(HistoryRecord.Action? action) => action?.Identity.ToString() ?? "nothing";

    private static List<T> TakeWhile<T>(IReadOnlyList<HistoryRecord> history, ref int position)
        where T : HistoryRecord
    {
        var taken = new List<T>();
        while (position < history.Count && history[position] is T record)
        {
            taken.Add(record);
            position++;
        }

        return taken;
    }
}
