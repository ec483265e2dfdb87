using JobFlows.Api.Schema;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Patching.Ownership;

/// <summary>Who owns fields. An applier is the same whatever version it applies; an updater is another one for each version.</summary>
/// <param name="Name">The manager's name.</param>
/// <param name="Operation"><c>Apply</c> or <c>Update</c>.</param>
/// <param name="ApiVersion">The version, of an updater; else empty.</param>
/// <param name="Subresource">The subresource it writes, or empty.</param>
internal sealed record ManagerId(string Name, string Operation, string ApiVersion, string Subresource) : IComparable<ManagerId>
{
    /// <summary>The operation of an applier.</summary>
    public const string Apply = "Apply";

    /// <summary>The operation of everyone else.</summary>
    public const string Update = "Update";

    /// <summary>An applier.</summary>
    public static ManagerId Applier(string name, string? subresource) => new(name, Apply, "", subresource ?? "");

    /// <summary>An updater.</summary>
    public static ManagerId Updater(string name, string apiVersion, string? subresource) => new(name, Update, apiVersion, subresource ?? "");

    /// <summary>The manager of an entry.</summary>
    public static ManagerId Of(ManagedFieldsEntry entry) =>
        new(entry.Manager ?? "", entry.Operation ?? "", entry.Operation == Apply ? "" : entry.ApiVersion ?? "", entry.Subresource ?? "");

    /// <inheritdoc/>
    public int CompareTo(ManagerId? other) => string.CompareOrdinal(Key, other?.Key);

    /// <summary>The manager in messages: <c>"kubectl-client-side-apply" using batch/v1</c>.</summary>
    public override string ToString() =>
        GoText.Quote(Name)
        + (Subresource.Length > 0 ? $" with subresource {GoText.Quote(Subresource)}" : "")
        + (Operation == Update ? $" using {ApiVersion}" : "");

    private string Key => $"{Name}\n{Operation}\n{ApiVersion}\n{Subresource}";
}
