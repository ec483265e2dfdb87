namespace JobFlows.Domain.Meta;

/// <summary>One reason for an error.</summary>
public sealed record StatusCause
{
    /// <summary>A machine-readable reason such as <c>FieldValueRequired</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>What is wrong, for people.</summary>
    public string? Message { get; init; }

    /// <summary>The path of the field, such as <c>spec.template.spec.containers[0].name</c>.</summary>
    public string? Field { get; init; }
}
