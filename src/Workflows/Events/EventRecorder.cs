using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Events;

/// <summary>
/// Turns happenings into <c>v1</c> Events, thinned out as client-go's recorder does: repeats raise a count, many alike are combined into one,
/// and an object that goes on chattering is cut short. Memory of what has been written is kept per process and bounded.
/// </summary>
public sealed class EventRecorder(IObjectStore store, TimeProvider clock)
{
    private const int LargestMemory = 4096;
    private readonly EventCorrelator correlator = new(LargestMemory);
    private long sequence;

    /// <summary>The writes that record these happenings, to be committed by the caller. Best effort: a conflicting count is dropped.</summary>
    public async Task<IReadOnlyList<ObjectWrite>> PrepareAsync(IEnumerable<Happening> happenings, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var writes = new Dictionary<string, (ObjectKey Key, Happening What, int Count, bool IsNew)>();
        foreach (var what in happenings)
        {
            if (correlator.Observe(what, now, NewName) is not { } record)
            {
                continue;
            }

            var key = new ObjectKey(ResourceTypes.Events.Resource, what.Subject.Namespace ?? "default", record.Name);
            writes[record.Name] = (key, what with { Message = record.Message }, record.Count, record.IsNew || (writes.TryGetValue(record.Name, out var earlier) && earlier.IsNew));
        }

        var result = new List<ObjectWrite>(writes.Count);
        foreach (var (key, what, count, isNew) in writes.Values)
        {
            if (isNew)
            {
                result.Add(ObjectWrites.Create(ResourceTypes.Events, NewEvent(key, what, count, now)));
            }
            else if (await store.GetAsync(key, cancellation) is { } stored)
            {
                result.Add(ObjectWrites.Update(ResourceTypes.Events, KubeTypes.Read<Event>(stored) with { Count = count, Message = what.Message, LastTimestamp = now }));
            }
        }

        return result;
    }

    /// <summary>Records these happenings.</summary>
    public async Task RecordAsync(IEnumerable<Happening> happenings, CancellationToken cancellation = default)
    {
        var writes = await PrepareAsync(happenings, cancellation);
        if (writes.Count > 0)
        {
            await store.WriteAsync(writes, cancellation);
        }
    }

    private string NewName(Happening what) =>
        $"{what.Subject.Name}.{clock.GetUtcNow().Ticks + Interlocked.Increment(ref sequence):x}";

    private static Event NewEvent(ObjectKey key, Happening what, int count, DateTimeOffset now) => new()
    {
        Metadata = new ObjectMeta
        {
            Name = key.Name,
            Namespace = key.Namespace,
            Uid = DerivedUid.From(what.Subject.Uid ?? "", key.Name),
            CreationTimestamp = now,
        },
        InvolvedObject = what.Subject,
        Type = what.Type,
        Reason = what.Reason,
        Message = what.Message,
        Source = new EventSource { Component = what.Component },
        ReportingComponent = what.Component,
        ReportingInstance = "",
        FirstTimestamp = now,
        LastTimestamp = now,
        Count = count,
    };
}
