using JobFlows.Domain.Core;
using JobFlows.Pods.Objects;
using JobFlows.Pods.Queue.Claims;
using JobFlows.Pods.Queue.Messages;

namespace JobFlows.Pods.Queue.Worker;

/// <summary>A message that nobody else sees while this worker has it.</summary>
internal sealed class HeldMessage(string id, string receipt, string? blob, WorkMessage work, DateTimeOffset taken, TimeSpan lease)
{
    /// <summary>The queue's id for it.</summary>
    public string Id { get; } = id;

    /// <summary>What proves that it is this worker's. Changed under <see cref="Gate"/>.</summary>
    public string Receipt { get; set; } = receipt;

    /// <summary>Where its content is, if not in itself.</summary>
    public string? Blob { get; } = blob;

    /// <summary>The batch of its pods.</summary>
    public string Batch { get; } = work.Batch;

    /// <summary>What its pods refer to.</summary>
    public PodObjects Objects { get; } = work.Objects;

    /// <summary>Pods that nobody is known to have claimed. Belongs to the taking loop.</summary>
    public List<Pod> Unclaimed { get; } = [.. work.Pods];

    /// <summary>The claims on the batch that are known. Belongs to the taking loop.</summary>
    public List<Claim> Known { get; } = [];

    /// <summary>Those of them that were made here. Belongs to the taking loop.</summary>
    public List<Claim> Own { get; } = [];

    /// <summary>How many of the known ones have been seen to. Belongs to the taking loop.</summary>
    public int Seen { get; set; }

    /// <summary>The claims that were made here.</summary>
    public List<HeldClaim> Claims { get; } = [];

    /// <summary>When it was taken.</summary>
    public DateTimeOffset Taken { get; } = taken;

    /// <summary>When it becomes visible to others.</summary>
    public DateTimeOffset VisibleAt { get; set; } = taken + lease;

    /// <summary>One request for it at a time: each makes the receipt of the one before void.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>None of its pods is left to be claimed here.</summary>
    public bool IsClaimed { get; set; }

    /// <summary>Others may have it, or it is deleted.</summary>
    public bool Gone { get; set; }
}
