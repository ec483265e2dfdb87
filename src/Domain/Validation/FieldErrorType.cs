namespace JobFlows.Domain.Validation;

/// <summary>What is wrong with a field (apimachinery <c>field.ErrorType</c>).</summary>
public enum FieldErrorType
{
    /// <summary>A value is missing.</summary>
    Required = 1,

    /// <summary>A value is malformed or out of bounds.</summary>
    Invalid,

    /// <summary>A value is none of the allowed ones.</summary>
    NotSupported,

    /// <summary>A value that must be unique occurs again.</summary>
    Duplicate,

    /// <summary>A list has too many items.</summary>
    TooMany,

    /// <summary>A text is too long.</summary>
    TooLong,

    /// <summary>A value is well-formed but not permitted here.</summary>
    Forbidden,

    /// <summary>A value refers to something that does not exist.</summary>
    NotFound,

    /// <summary>A value has the wrong JSON type.</summary>
    TypeInvalid,

    /// <summary>The error is not the caller's.</summary>
    Internal,
}
