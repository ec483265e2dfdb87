using System.Text.Json;
using JobFlows.Api.Selectors;
using JobFlows.Api.Tables;
using JobFlows.Domain.Core;
using JobFlows.Domain.Events;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Kinds;

/// <summary><c>events.k8s.io/v1</c> Event: the same objects as the core events, under other field names.</summary>
internal sealed class RegardingEventKind : Kind<RegardingEvent>
{
    private static readonly ResourceType Served = new("events.k8s.io", "v1", "Event", "events", Namespaced: true);

    private RegardingEventKind(Kind core)
        : base(Served) => (Storage, Strategy) = (core, new EventStrategy(strict: true));

    public override Kind Storage { get; }

    public override IReadOnlyList<Column> Columns => Storage.Columns;

    public static Kind Declare(Kind core) => new RegardingEventKind(core)
    {
        ShortNames = ["ev"],
        Fields =
        [
            .. new[] { "kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath" }
                .Select(f => new SelectableField($"regarding.{f}", $"involvedObject.{f}")),
            new SelectableField("reason"),
            new SelectableField("reportingController", "reportingComponent"),
            new SelectableField("type"),
        ],
        UnknownField = label => $"field label not supported: {label}",
    };

    public override StoredObject View(StoredObject stored) =>
        stored with { Json = KubeJson.Write(RegardingEvent.FromCore(KubeJson.Read<Event>(stored.Json.Span))) };

    public override KubeObject ToStorage(KubeObject served) => ((RegardingEvent)served).ToCore();

    public override void WriteCells(Utf8JsonWriter writer, StoredObject stored, DateTimeOffset now) => Storage.WriteCells(writer, stored, now);
}
