using JobFlows.Engine.History.Format;

namespace JobFlows.Engine.History;

/// <summary>
/// History records as bytes: the format's number, then for each record its kind (1 byte), the length of its fields (4 bytes, little endian)
/// and the fields. Fields are only ever added, at the end: what follows the known ones is skipped. An unknown kind is an error.
/// </summary>
internal static class HistoryCodec
{
    private const byte Version = 1;

    /// <summary>The bytes of some records.</summary>
    public static ReadOnlyMemory<byte> Write(params IReadOnlyList<HistoryRecord> records)
    {
        using var writer = new RecordWriter(records.Sum(static r => r.Payload.Length + 128));
        writer.Byte(Version);
        foreach (var record in records)
        {
            Write(writer, record);
        }

        return writer.Written;
    }

    /// <summary>The records in some bytes. Payloads are slices of them.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged, or come from a newer version of the program.</exception>
    public static List<HistoryRecord> Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new RecordReader(bytes);
        var version = reader.Byte();
        if (version != Version)
        {
            throw new InvalidDataException($"This history has format {version}; this program knows format {Version}.");
        }

        var records = new List<HistoryRecord>();
        while (!reader.AtEnd)
        {
            var kind = (RecordKind)reader.Byte();
            records.Add(Read(kind, reader.Fields()));
        }

        return records;
    }

    private static void Write(RecordWriter writer, HistoryRecord record)
    {
        writer.Begin(record.Kind);
        switch (record)
        {
            case HistoryRecord.ExecutionStarted r:
                writer.Guid(r.Execution).Text(r.Orchestrator).Bytes(r.Input).Flag(r.Parent is not null);
                if (r.Parent is { } parent)
                {
                    writer.Text(parent.InstanceId).Guid(parent.Execution).Number(parent.Task);
                }

                break;
            case HistoryRecord.StepStarted r:
                writer.Time(r.Time);
                break;
            case HistoryRecord.ActivityScheduled r:
                writer.Number(r.Task).Text(r.Name).Bytes(r.Input);
                break;
            case HistoryRecord.ActivityCompleted r:
                writer.Number(r.Task).Bytes(r.Output);
                break;
            case HistoryRecord.ActivityFailed r:
                writer.Number(r.Task).Text(r.ErrorType).Text(r.Error);
                break;
            case HistoryRecord.TimerCreated r:
                writer.Number(r.Task).Time(r.Due);
                break;
            case HistoryRecord.TimerFired r:
                writer.Number(r.Task);
                break;
            case HistoryRecord.TimerCanceled r:
                writer.Number(r.Task).Time(r.Due);
                break;
            case HistoryRecord.EventReceived r:
                writer.Text(r.Name).Bytes(r.Content);
                break;
            case HistoryRecord.EventSent r:
                writer.Text(r.InstanceId).Text(r.Name).Bytes(r.Content);
                break;
            case HistoryRecord.ChildScheduled r:
                writer.Number(r.Task).Text(r.Name).Text(r.InstanceId).Bytes(r.Input);
                break;
            case HistoryRecord.ChildCompleted r:
                writer.Number(r.Task).Bytes(r.Output);
                break;
            case HistoryRecord.ChildFailed r:
                writer.Number(r.Task).Text(r.ErrorType).Text(r.Error);
                break;
            case HistoryRecord.Completed r:
                writer.Bytes(r.Output);
                break;
            case HistoryRecord.Failed r:
                writer.Text(r.ErrorType).Text(r.Error);
                break;
            case HistoryRecord.ContinuedAsNew r:
                writer.Bytes(r.Input);
                break;
            default:
                throw new InvalidOperationException($"No format for {record.Kind}.");
        }

        writer.End();
    }

    private static HistoryRecord Read(RecordKind kind, RecordReader r) => kind switch
    {
        RecordKind.ExecutionStarted => new HistoryRecord.ExecutionStarted(
            r.Guid(), r.Text(), r.Bytes(), r.Flag() ? new ParentTask(r.Text(), r.Guid(), r.Number()) : null),
        RecordKind.StepStarted => new HistoryRecord.StepStarted(r.Time()),
        RecordKind.ActivityScheduled => new HistoryRecord.ActivityScheduled(r.Number(), r.Text(), r.Bytes()),
        RecordKind.ActivityCompleted => new HistoryRecord.ActivityCompleted(r.Number(), r.Bytes()),
        RecordKind.ActivityFailed => new HistoryRecord.ActivityFailed(r.Number(), r.Text(), r.Text()),
        RecordKind.TimerCreated => new HistoryRecord.TimerCreated(r.Number(), r.Time()),
        RecordKind.TimerFired => new HistoryRecord.TimerFired(r.Number()),
        RecordKind.TimerCanceled => new HistoryRecord.TimerCanceled(r.Number(), r.Time()),
        RecordKind.EventReceived => new HistoryRecord.EventReceived(r.Text(), r.Bytes()),
        RecordKind.EventSent => new HistoryRecord.EventSent(r.Text(), r.Text(), r.Bytes()),
        RecordKind.ChildScheduled => new HistoryRecord.ChildScheduled(r.Number(), r.Text(), r.Text(), r.Bytes()),
        RecordKind.ChildCompleted => new HistoryRecord.ChildCompleted(r.Number(), r.Bytes()),
        RecordKind.ChildFailed => new HistoryRecord.ChildFailed(r.Number(), r.Text(), r.Text()),
        RecordKind.Completed => new HistoryRecord.Completed(r.Bytes()),
        RecordKind.Failed => new HistoryRecord.Failed(r.Text(), r.Text()),
        RecordKind.ContinuedAsNew => new HistoryRecord.ContinuedAsNew(r.Bytes()),
        _ => throw new InvalidDataException($"Unknown kind {(byte)kind} of history record: the history is damaged or comes from a newer version of the program."),
    };
}
