using System.Diagnostics.CodeAnalysis;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Errors;

/// <summary>A value, or the error that a client is to see.</summary>
internal readonly struct Result<T>
{
    private readonly T? value;
    private readonly Status? error;

    private Result(T? value, Status? error) => (this.value, this.error) = (value, error);

    /// <summary>A value, for types that have no implicit conversion.</summary>
    public Result(T value)
        : this(value, null)
    {
    }

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Status error) => new(default, error);

    /// <summary>Whether there is a value; if not, the error.</summary>
    public bool Try([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Status? error)
    {
        value = this.value;
        error = this.error;
        return error is null;
    }
}
