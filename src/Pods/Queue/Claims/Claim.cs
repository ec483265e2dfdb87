namespace JobFlows.Pods.Queue.Claims;

/// <summary>A blob that says who may start some pods of a batch: nobody else ever may.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Number">The claims of a batch are numbered from 1; no two name the same pod.</param>
/// <param name="Owner">The worker, or <see cref="ClaimStore.Server"/> for pods that are not to start.</param>
/// <param name="Message">The queue's id of the message that the worker had the pods from: when that comes back, the worker is lost.</param>
/// <param name="Nonce">Differs for each attempt to make a claim.</param>
/// <param name="Pods">The UIDs.</param>
internal sealed record Claim(string Batch, int Number, string Owner, string Message, string Nonce, IReadOnlyList<string> Pods);
