using System.Text.Json;
using JobFlows.Api.Authentication;
using JobFlows.Api.Errors;
using JobFlows.Api.Tables;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Kinds;

/// <summary>A kind whose objects are <typeparamref name="T"/>.</summary>
internal class Kind<T>(ResourceType type) : Kind(type, typeof(T))
    where T : KubeObject
{
    /// <summary>A stored kind, which is written by the rules of its strategy.</summary>
    public Kind(IObjectStrategy<T> strategy)
        : this(strategy.Type) => Strategy = strategy;

    /// <summary>The columns of its tables.</summary>
    public IReadOnlyList<Column<T>> Table { get; init; } = [Tables.Columns.Name<T>(), Tables.Columns.Age<T>()];

    /// <summary>Fills in a review's answer, for kinds that are not stored.</summary>
    public Func<T, Caller, Result<T>>? Answer { get; init; }

    public override IReadOnlyList<Column> Columns => Table;

    public override KubeObject Read(StoredObject stored) => ReadTyped(stored);

    public override bool IsReview => Answer is not null;

    public override Result<KubeObject>? Review(KubeObject posted, Caller caller) =>
        Answer is null ? null : Answer((T)posted, caller).Try(out var answered, out var error) ? answered : error;

    public override void WriteCells(Utf8JsonWriter writer, StoredObject stored, DateTimeOffset now)
    {
        var item = ReadTyped(stored);
        foreach (var column in Table)
        {
            column.Value(item, now).WriteTo(writer);
        }
    }

    private T ReadTyped(StoredObject stored)
    {
        var item = KubeJson.Read<T>(View(stored).Json.Span);
        return item with { Metadata = item.Metadata with { ResourceVersion = stored.Revision.ToString() } };
    }
}
