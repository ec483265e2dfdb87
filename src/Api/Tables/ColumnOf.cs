namespace JobFlows.Api.Tables;

/// <summary>A column and what it shows of an object at a time.</summary>
internal sealed record Column<T>(string Name, string Type, string Description, Func<T, DateTimeOffset, Cell> Value)
    : Column(Name, Type, Description);
