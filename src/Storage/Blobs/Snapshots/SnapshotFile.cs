using System.Text;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using JobFlows.Storage.Blobs.Log;
using JobFlows.Storage.Blobs.State;

namespace JobFlows.Storage.Blobs.Snapshots;

/// <summary>A snapshot: one block blob that is written once, of frames with objects in their order and one that says how many they are.</summary>
internal static class SnapshotFile
{
    /// <summary>The prefix of all snapshots' names.</summary>
    public const string Prefix = "snapshots/";

    private const int BlockBytes = 4 << 20;

    /// <summary>The revision of a snapshot, from its name.</summary>
    public static long RevisionOf(string name) => long.Parse(name.AsSpan(Prefix.Length, 19));

    /// <summary>Writes a state.</summary>
    /// <returns>The new blob's name.</returns>
    public static async Task<string> WriteAsync(ObjectContainer container, ObjectsState state, CancellationToken cancellation)
    {
        var id = Guid.NewGuid();
        var name = $"{Prefix}{state.Revision:D19}-{id:N}";
        var blob = container.Blobs.GetBlockBlobClient(name);
        var blocks = new List<string>();
        foreach (var frame in Frames(id, state))
        {
            blocks.Add(Convert.ToBase64String(Encoding.ASCII.GetBytes($"{blocks.Count:D8}")));
            await blob.StageBlockAsync(blocks[^1], new MemoryStream(frame.ToArray()), cancellationToken: cancellation);
        }

        await blob.CommitBlockListAsync(blocks, new CommitBlockListOptions(), cancellation);
        return name;
    }

    /// <summary>Reads the snapshot of a manifest.</summary>
    /// <exception cref="Azure.RequestFailedException">It does not exist (404): a later one has replaced it. Or storage is broken.</exception>
    /// <exception cref="StoreDamagedException">It is not what was written.</exception>
    public static async Task<ObjectsState> ReadAsync(ObjectContainer container, Manifest manifest, CancellationToken cancellation)
    {
        var name = manifest.Snapshot!;
        using var download = (await container.Blobs.GetBlockBlobClient(name).DownloadStreamingAsync(cancellationToken: cancellation)).Value;
        var entries = new List<ObjectEntry>();
        var position = 0L;
        try
        {
            while (await Frame.ReadAsync(download.Content, container.NameOf(name), position, cancellation) is { } frame)
            {
                if (frame.Kind is FrameKind.SnapshotEnd)
                {
                    var (revision, count) = Payloads.Read(frame, reader => (reader.ReadInt64(), reader.ReadInt64()));
                    return revision == manifest.Revision && count == entries.Count
                        ? ObjectsState.Of(revision, entries)
                        : throw new InvalidDataException($"it holds {entries.Count} objects of revision {revision}, not {count} of revision {manifest.Revision}");
                }

                entries.AddRange(frame.Kind is FrameKind.SnapshotObjects
                    ? Payloads.Read(frame, ReadEntries)
                    : throw new InvalidDataException($"a record of kind {frame.Kind} does not belong here"));
                position += frame.Length;
            }

            throw new InvalidDataException("its end is missing");
        }
        catch (InvalidDataException e)
        {
            throw new StoreDamagedException(container.NameOf(name), position, e.Message);
        }
    }

    private static IEnumerable<Frame> Frames(Guid id, ObjectsState state)
    {
        var block = new List<ObjectEntry>();
        var bytes = 0;
        foreach (var entry in state.Entries)
        {
            block.Add(entry);
            bytes += entry.Stored.Json.Length;
            if (bytes >= BlockBytes)
            {
                yield return Objects(id, block);
                block.Clear();
                bytes = 0;
            }
        }

        if (block.Count > 0)
        {
            yield return Objects(id, block);
        }

        yield return Encode(id, FrameKind.SnapshotEnd, writer =>
        {
            writer.Write(state.Revision);
            writer.Write((long)state.Entries.Count);
        });
    }

    private static Frame Objects(Guid id, List<ObjectEntry> entries) => Encode(id, FrameKind.SnapshotObjects, writer =>
    {
        writer.Write(entries.Count);
        foreach (var (stored, owner) in entries)
        {
            writer.Write(stored.Revision);
            writer.WriteKey(stored.Key);
            writer.Write(stored.Uid);
            writer.WriteOptional(owner);
            writer.WriteBytes(stored.Json.Span);
        }
    });

    private static ObjectEntry[] ReadEntries(BinaryReader reader)
    {
        var entries = new ObjectEntry[reader.ReadInt32()];
        for (var i = 0; i < entries.Length; i++)
        {
            var revision = reader.ReadInt64();
            var key = reader.ReadKey();
            var uid = reader.ReadString();
            var owner = reader.ReadOptional();
            entries[i] = new(new(key, uid, revision, reader.ReadSized()), owner);
        }

        return entries;
    }

    private static Frame Encode(Guid id, FrameKind kind, Action<BinaryWriter> write)
    {
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload, Encoding.UTF8);
        write(writer);
        writer.Flush();
        return new(kind, id, payload.ToArray());
    }
}
