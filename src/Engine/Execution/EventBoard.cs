using JobFlows.Engine.History;

namespace JobFlows.Engine.Execution;

/// <summary>Where events and the waits for them meet. Names ignore case.</summary>
internal sealed class EventBoard
{
    private readonly List<HistoryRecord.EventReceived> unreceived = [];
    private readonly Dictionary<string, OpenTask> waits = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Events that nobody has waited for yet, oldest first.</summary>
    public IReadOnlyList<HistoryRecord.EventReceived> Unreceived => unreceived;

    public bool AnyWait => waits.Count > 0;

    /// <summary>The next event of that name.</summary>
    /// <exception cref="InvalidOperationException">A wait for that name stands already.</exception>
    public Task<T> Wait<T>(string name)
    {
        var wait = new OpenTask<T>(name);
        var index = unreceived.FindIndex(e => Same(e.Name, name));
        if (index >= 0)
        {
            var next = unreceived[index];
            unreceived.RemoveAt(index);
            wait.Complete(next.Payload);
        }
        else if (!waits.TryAdd(name, wait))
        {
            // Durable Task gives an event to the newest wait, so an abandoned one would never end there, and would swallow an event here.
            throw new InvalidOperationException($"A wait for event '{name}' stands already: keep its task and await that.");
        }

        return wait.Task;
    }

    /// <summary>Gives an event to the wait for it, or keeps it.</summary>
    public void Receive(HistoryRecord.EventReceived received)
    {
        if (waits.Remove(received.Name, out var wait))
        {
            wait.Complete(received.Payload);
        }
        else
        {
            unreceived.Add(received);
        }
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
