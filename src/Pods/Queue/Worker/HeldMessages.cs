namespace JobFlows.Pods.Queue.Worker;

/// <summary>The messages that this worker has. Safe from any thread.</summary>
internal sealed class HeldMessages
{
    private readonly Lock gate = new();
    private readonly List<HeldMessage> messages = [];

    /// <summary>All of them, the oldest first.</summary>
    public IReadOnlyList<HeldMessage> All
    {
        get
        {
            lock (gate)
            {
                return [.. messages];
            }
        }
    }

    /// <summary>All claims on pods that this worker still answers for.</summary>
    public IReadOnlyList<HeldClaim> Claims
    {
        get
        {
            lock (gate)
            {
                return [.. messages.Where(message => !message.Gone).SelectMany(message => message.Claims)];
            }
        }
    }

    /// <summary>Adds a message.</summary>
    public void Add(HeldMessage message)
    {
        lock (gate)
        {
            messages.Add(message);
        }
    }

    /// <summary>Adds a claim to a message.</summary>
    public void Add(HeldMessage message, HeldClaim claim)
    {
        lock (gate)
        {
            message.Claims.Add(claim);
        }
    }

    /// <summary>Forgets a message.</summary>
    public void Remove(HeldMessage message)
    {
        lock (gate)
        {
            messages.Remove(message);
        }
    }
}
