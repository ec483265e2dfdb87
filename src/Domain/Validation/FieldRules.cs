namespace JobFlows.Domain.Validation;

/// <summary>Rules that hold for fields of many kinds.</summary>
internal static class FieldRules
{
    internal const string NegativeMessage = "must be greater than or equal to 0";
    internal const string ImmutableMessage = "field is immutable";
    internal const string NotPositiveMessage = "must be greater than zero";
    private const int MaxFileMode = 511;

    internal static void NonNegative(FieldPath path, long? value, FieldErrors errors)
    {
        if (value < 0)
        {
            errors.Invalid(path, value.Value, NegativeMessage);
        }
    }

    internal static void Immutable<T>(FieldPath path, T? value, T? old, FieldErrors errors)
    {
        if (!SemanticEquality.AreEqual(value, old))
        {
            errors.Invalid(path, value, ImmutableMessage);
        }
    }

    internal static void OneOf(FieldPath path, string? value, FieldErrors errors, params IReadOnlyList<string> supported)
    {
        if (!supported.Contains(value ?? "", StringComparer.Ordinal))
        {
            errors.NotSupported(path, value ?? "", supported);
        }
    }

    /// <summary>Missing is one error, an unknown value another.</summary>
    internal static void RequiredOneOf(FieldPath path, string? value, FieldErrors errors, params IReadOnlyList<string> supported)
    {
        if (string.IsNullOrEmpty(value))
        {
            errors.Required(path);
        }
        else
        {
            OneOf(path, value, errors, supported);
        }
    }

    internal static void RequiredText(FieldPath path, string? value, FieldErrors errors, string detail = "")
    {
        if (string.IsNullOrEmpty(value))
        {
            errors.Required(path, detail);
        }
    }

    internal static void QualifiedName(FieldPath path, string? value, FieldErrors errors) =>
        errors.InvalidEach(path, value ?? "", Names.QualifiedName(value ?? ""));

    internal static void Dns1123Label(FieldPath path, string? value, FieldErrors errors) =>
        errors.InvalidEach(path, value ?? "", Names.Dns1123Label(value ?? ""));

    internal static void Dns1123Subdomain(FieldPath path, string? value, FieldErrors errors) =>
        errors.InvalidEach(path, value ?? "", Names.Dns1123Subdomain(value ?? ""));

    internal static void FileMode(FieldPath path, int? mode, FieldErrors errors)
    {
        if (mode is < 0 or > MaxFileMode)
        {
            errors.Invalid(path, mode.Value, "must be a number between 0 and 0777 (octal), both inclusive");
        }
    }

    /// <summary>A path below another one: relative, and never up.</summary>
    internal static void DescendingPath(FieldPath path, string value, FieldErrors errors)
    {
        if (value.StartsWith('/'))
        {
            errors.Invalid(path, value, "must be a relative path");
        }

        NoBacksteps(path, value, errors);
    }

    internal static void NoBacksteps(FieldPath path, string value, FieldErrors errors)
    {
        if (HasBacksteps(value))
        {
            errors.Invalid(path, value, "must not contain '..'");
        }
    }

    internal static bool HasBacksteps(string value) => value.Split('/').Contains("..", StringComparer.Ordinal);

    /// <summary>A descending path that does not begin with the two dots that the kubelet keeps for itself.</summary>
    internal static void DescendingPathNotReserved(FieldPath path, string value, FieldErrors errors)
    {
        DescendingPath(path, value, errors);
        if (value.StartsWith("..", StringComparison.Ordinal) && !value.StartsWith("../", StringComparison.Ordinal))
        {
            errors.Invalid(path, value, "must not start with '..'");
        }
    }

    internal static void IpAddress(FieldPath path, string? value, FieldErrors errors)
    {
        if (!IpAddressText.IsValid(value ?? ""))
        {
            errors.Invalid(path, value ?? "", "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
        }
    }
}
