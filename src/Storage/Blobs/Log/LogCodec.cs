using System.Text;
using JobFlows.Storage.Blobs.State;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Blobs.Log;

/// <summary>Records as bytes: numbers little-endian, strings as UTF-8 behind their length, an absent string as none.</summary>
internal static class LogCodec
{
    /// <summary>The frame of a record.</summary>
    /// <param name="id">Whose append it is.</param>
    /// <param name="record">The record.</param>
    public static Frame Encode(Guid id, LogRecord record)
    {
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload, Encoding.UTF8);
        var kind = Write(writer, record);
        writer.Flush();
        return new(kind, id, payload.GetBuffer().AsMemory(0, (int)payload.Length));
    }

    /// <summary>The record of a frame.</summary>
    /// <exception cref="InvalidDataException">It is none that this program knows.</exception>
    public static LogRecord Decode(Frame frame) => Payloads.Read(frame, reader => frame.Kind switch
    {
        FrameKind.Changes => ReadChanges(reader),
        FrameKind.Compacted => new LogRecord.Compacted(reader.ReadInt64()),
        FrameKind.Skipped => new LogRecord.Skipped(reader.ReadInt64()),
        FrameKind.Sealed => (LogRecord)new LogRecord.Sealed(reader.ReadString()),
        _ => throw new InvalidDataException($"a record of kind {frame.Kind} does not belong here"),
    });

    private static FrameKind Write(BinaryWriter writer, LogRecord record)
    {
        switch (record)
        {
            case LogRecord.Changed changed:
                writer.Write(changed.Before);
                writer.Write(changed.Changes.Count);
                foreach (var change in changed.Changes)
                {
                    writer.Write((byte)change.Type);
                    writer.WriteKey(change.Key);
                    writer.Write(change.Uid);
                    writer.WriteOptional(change.Owner);
                    writer.WriteBytes(change.Json.Span);
                }

                return FrameKind.Changes;
            case LogRecord.Compacted compacted:
                writer.Write(compacted.Floor);
                return FrameKind.Compacted;
            case LogRecord.Skipped skipped:
                writer.Write(skipped.To);
                return FrameKind.Skipped;
            case LogRecord.Sealed { Next: var next }:
                writer.Write(next);
                return FrameKind.Sealed;
            default:
                throw new ArgumentException($"unknown record {record.GetType()}", nameof(record));
        }
    }

    private static LogRecord.Changed ReadChanges(BinaryReader reader)
    {
        var before = reader.ReadInt64();
        var changes = new LoggedChange[reader.ReadInt32()];
        for (var i = 0; i < changes.Length; i++)
        {
            var type = (ChangeType)reader.ReadByte();
            changes[i] = new(type, reader.ReadKey(), reader.ReadString(), reader.ReadOptional(), reader.ReadSized());
        }

        return new(before, changes);
    }
}
