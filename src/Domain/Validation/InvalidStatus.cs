using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation;

/// <summary>The <c>Invalid</c> status that answers a request whose object has errors.</summary>
public static class InvalidStatus
{
    /// <summary>Makes the status: code 422, one cause for each of <paramref name="errors"/>.</summary>
    public static Status Create(ResourceType type, string name, IReadOnlyList<FieldError> errors)
    {
        var kind = type.Group.Length == 0 ? type.Kind : $"{type.Kind}.{type.Group}";
        var texts = errors.Select(error => error.ToString()).Distinct(StringComparer.Ordinal).ToList();
        return new Status
        {
            Outcome = "Failure",
            Message = $"{kind} {GoValue.Quote(name)} is invalid: {(texts.Count == 1 ? texts[0] : $"[{string.Join(", ", texts)}]")}",
            Reason = "Invalid",
            Details = new StatusDetails
            {
                Name = name,
                Group = type.Group.Length == 0 ? null : type.Group,
                Kind = type.Kind,
                Causes = [.. errors.Select(error => error.ToCause())],
            },
            Code = 422,
        };
    }
}
