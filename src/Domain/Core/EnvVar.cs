using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>An environment variable of a container, with a value or a place to take it from.</summary>
public sealed record EnvVar
{
    /// <summary>The variable's name. It may not contain an equals sign. Required.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>
    /// The value. $(NAME) stands for a variable set earlier, $$ for a plain dollar sign; unknown names stay as written. Defaults to the
    /// empty string.
    /// </summary>
    public string? Value { get; init; }

    /// <summary>Where to take the value from. Not together with a value.</summary>
    public EnvVarSource? ValueFrom { get; init; }
}
