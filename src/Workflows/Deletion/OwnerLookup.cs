using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Deletion;

/// <summary>Looks owners up, each once: for one pass of the garbage collector.</summary>
internal sealed class OwnerLookup(IObjectStore store)
{
    private readonly Dictionary<(ObjectKey Key, string Uid), OwnerState> known = [];

    /// <summary>How the owner stands that a reference of an object in <paramref name="namespace"/> names.</summary>
    public async ValueTask<OwnerState> OfAsync(OwnerReference reference, string @namespace, CancellationToken cancellation) =>
        OwnerLink.KeyOf(reference, @namespace) is { } key ? await OfAsync(key, reference.Uid ?? "", cancellation) : OwnerState.Alive;

    /// <summary>How the owner of that place and UID stands.</summary>
    public async ValueTask<OwnerState> OfAsync(ObjectKey key, string uid, CancellationToken cancellation)
    {
        if (!known.TryGetValue((key, uid), out var state))
        {
            var stored = await store.GetAsync(key, cancellation);
            state = stored is null || stored.Uid != uid ? OwnerState.Gone
                : KubeTypes.Read(stored) is { Metadata.DeletionTimestamp: not null } owner && Propagation.Of(owner) == Propagation.Foreground ? OwnerState.Waiting
                : OwnerState.Alive;
            known[(key, uid)] = state;
        }

        return state;
    }
}
