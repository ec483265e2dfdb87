using System.Text;
using JobFlows.Storage.Blobs.Log;

namespace JobFlows.Storage.Blobs.Snapshots;

/// <summary>Where a start begins: the newest snapshot, and the place of the log where reading goes on.</summary>
/// <param name="Snapshot">The snapshot's blob; null before the first one.</param>
/// <param name="Revision">The revision that it holds.</param>
/// <param name="Position">Where the log goes on: at the record that has this revision.</param>
internal sealed record Manifest(string? Snapshot, long Revision, LogPosition Position)
{
    /// <summary>The bytes to store.</summary>
    public Frame Encode()
    {
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload, Encoding.UTF8);
        writer.WriteOptional(Snapshot);
        writer.Write(Revision);
        writer.Write(Position.Segment);
        writer.Write(Position.Offset);
        writer.Write(Position.Total);
        writer.Flush();
        return new(FrameKind.Manifest, Guid.NewGuid(), payload.ToArray());
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">The frame is no manifest.</exception>
    public static Manifest Decode(Frame frame) => Payloads.Read(frame, reader => frame.Kind is FrameKind.Manifest
        ? new Manifest(reader.ReadOptional(), reader.ReadInt64(), new(reader.ReadString(), reader.ReadInt64(), reader.ReadInt64()))
        : throw new InvalidDataException($"a record of kind {frame.Kind} does not belong here"));
}
