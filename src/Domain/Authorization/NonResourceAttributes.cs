namespace JobFlows.Domain.Authorization;

public sealed record NonResourceAttributes
{
    public string? Path { get; init; }

    public string? Verb { get; init; }
}
