using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation;

/// <summary>Collects the errors of an object, in the order found; the same error is kept once.</summary>
public sealed class FieldErrors
{
    private readonly List<FieldError> errors = [];
    private readonly HashSet<FieldError> seen = [];

    /// <summary>How many there are.</summary>
    public int Count => errors.Count;

    /// <summary>All of them.</summary>
    public IReadOnlyList<FieldError> All => errors;

    /// <summary>Runs <paramref name="validate"/> on an empty collection and returns what it found.</summary>
    public static IReadOnlyList<FieldError> Collect(Action<FieldErrors> validate)
    {
        var found = new FieldErrors();
        validate(found);
        return found.All;
    }

    /// <summary>A value is missing.</summary>
    public void Required(FieldPath path, string detail = "") => Add(FieldErrorType.Required, path, null, detail);

    /// <summary>A value is malformed; it is shown as Kubernetes shows values of its type.</summary>
    public void Invalid<T>(FieldPath path, T value, string detail) => Add(FieldErrorType.Invalid, path, GoValue.Render(value), detail);

    /// <summary>A value is malformed, once for each message.</summary>
    public void InvalidEach(FieldPath path, string value, IEnumerable<string> details)
    {
        foreach (var detail in details)
        {
            Invalid(path, value, detail);
        }
    }

    /// <summary>Something is malformed that is too long, or too secret, to show.</summary>
    public void InvalidOmitted(FieldPath path, string detail) => Add(FieldErrorType.Invalid, path, null, detail);

    /// <summary>A value is none of <paramref name="supported"/>.</summary>
    public void NotSupported<T>(FieldPath path, T value, params IEnumerable<string> supported) =>
        Add(FieldErrorType.NotSupported, path, GoValue.Render(value), "supported values: " + string.Join(", ", supported.Select(GoValue.Quote)));

    /// <summary>A value occurs twice.</summary>
    public void Duplicate<T>(FieldPath path, T value, string detail = "") => Add(FieldErrorType.Duplicate, path, GoValue.Render(value), detail);

    /// <summary>A list has <paramref name="actual"/> items where <paramref name="most"/> are allowed.</summary>
    public void TooMany(FieldPath path, int actual, int most) =>
        Add(FieldErrorType.TooMany, path, GoValue.Render(actual), $"must have at most {most} {(most == 1 ? "item" : "items")}");

    /// <summary>A text takes more than <paramref name="bytes"/> bytes.</summary>
    public void TooLong(FieldPath path, int bytes) =>
        Add(FieldErrorType.TooLong, path, null, $"may not be more than {bytes} {(bytes == 1 ? "byte" : "bytes")}");

    /// <summary>A value is not permitted here.</summary>
    public void Forbidden(FieldPath path, string detail) => Add(FieldErrorType.Forbidden, path, null, detail);

    /// <summary>A value refers to nothing.</summary>
    public void NotFound<T>(FieldPath path, T value, string detail = "") => Add(FieldErrorType.NotFound, path, GoValue.Render(value), detail);

    /// <summary>A value has the wrong JSON type.</summary>
    public void TypeInvalid<T>(FieldPath path, T value, string detail) => Add(FieldErrorType.TypeInvalid, path, GoValue.Render(value), detail);

    /// <summary>Something failed on our side.</summary>
    public void Internal(FieldPath path, string detail) => Add(FieldErrorType.Internal, path, null, detail);

    /// <summary>Takes over errors found elsewhere.</summary>
    public void AddRange(IEnumerable<FieldError> others)
    {
        foreach (var error in others)
        {
            Add(error);
        }
    }

    private void Add(FieldErrorType type, FieldPath path, string? value, string detail) => Add(new FieldError(type, path.ToString(), value, detail));

    private void Add(FieldError error)
    {
        if (seen.Add(error))
        {
            errors.Add(error);
        }
    }
}
