namespace JobFlows.Engine.Running;

/// <summary>The idle instances, the longest idle first. It keeps memory bounded.</summary>
internal sealed class IdleLine(int limit)
{
    private readonly Lock gate = new();
    private readonly LinkedList<LiveInstance> line = [];

    /// <summary>Puts an instance at the end.</summary>
    /// <returns>The instance that has to go because the line is too long, or null.</returns>
    public LiveInstance? Add(LiveInstance instance)
    {
        lock (gate)
        {
            if (instance.IdlePlace is null)
            {
                instance.IdlePlace = line.AddLast(instance);
            }

            return line.Count > limit ? Take(line.First!) : null;
        }
    }

    /// <summary>Takes an instance out.</summary>
    public void Remove(LiveInstance instance)
    {
        lock (gate)
        {
            if (instance.IdlePlace is { } place)
            {
                Take(place);
            }
        }
    }

    private LiveInstance Take(LinkedListNode<LiveInstance> place)
    {
        line.Remove(place);
        place.Value.IdlePlace = null;
        return place.Value;
    }
}
