using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Tables;

/// <summary>Columns that many kinds share.</summary>
internal static class Columns
{
    public static Column<T> Name<T>()
        where T : KubeObject => new("Name", "string", "The object's name.", (o, _) => o.Metadata.Name) { Format = "name" };

    public static Column<T> Age<T>()
        where T : KubeObject => Text<T>("Age", "How long ago the object was created.", (o, now) => HumanTime.Since(o.Metadata.CreationTimestamp, now));

    public static Column<T> Text<T>(string name, string description, Func<T, string?> value) =>
        new(name, "string", description, (o, _) => value(o));

    public static Column<T> Text<T>(string name, string description, Func<T, DateTimeOffset, string?> value) =>
        new(name, "string", description, (o, now) => value(o, now));

    public static Column<T> Wide<T>(string name, string description, Func<T, string?> value) =>
        Text(name, description, value) with { Priority = 1 };

    /// <summary>The containers, images and selector that wide tables of workloads end with.</summary>
    public static IEnumerable<Column<T>> Workload<T>(Func<T, PodSpec?> pod, Func<T, LabelSelector?> selector) =>
    [
        Wide<T>("Containers", "The names of the template's containers.", o => Join(pod(o), c => c.Name)),
        Wide<T>("Images", "The images of the template's containers.", o => Join(pod(o), c => c.Image)),
        Wide<T>("Selector", "The label selector of the pods.", o => LabelSelectorText.Format(selector(o))),
    ];

    private static string Join(PodSpec? pod, Func<Container, string?> part) => string.Join(",", (pod?.Containers ?? []).Select(part));
}
