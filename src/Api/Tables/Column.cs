namespace JobFlows.Api.Tables;

/// <summary>A column as clients are told of it.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Type"><c>string</c>, <c>integer</c>, <c>boolean</c> or <c>date</c>.</param>
/// <param name="Description">For people.</param>
internal record Column(string Name, string Type, string Description)
{
    /// <summary><c>name</c> marks the column that names the object.</summary>
    public string Format { get; init; } = "";

    /// <summary>0 is always shown; 1 with <c>-o wide</c>.</summary>
    public int Priority { get; init; }
}
