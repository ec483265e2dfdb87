using System.CommandLine;

namespace JobFlows.Cli.Commands;

/// <summary>A setting: a flag, else an environment variable <c>JOBFLOWS_…</c>, else a documented default.</summary>
internal static class Setting
{
    /// <summary>Makes the option <paramref name="flag"/>, whose variable is named after it.</summary>
    public static Option<string> Create(string flag, string description, string fallback, params string[] allowed)
    {
        var variable = Variable(flag);
        var option = new Option<string>(flag)
        {
            Description = $"{description} [env: {variable}]",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : fallback,
        };
        if (allowed.Length > 0)
        {
            option.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<string>() is { } value && !allowed.Contains(value))
                {
                    result.AddError($"{flag} (or {variable}) must be one of {string.Join(", ", allowed)}, not '{value}'");
                }
            });
        }

        return option;
    }

    /// <summary>Makes an option whose value is not to be seen, in help either. It is unset by default.</summary>
    public static Option<string?> CreateSecret(string flag, string description) => new(flag) { Description = $"{description} [env: {Variable(flag)}]" };

    /// <summary>What such an option is set to, or null.</summary>
    public static string? Secret(this ParseResult result, Option<string?> option) =>
        result.GetValue(option) is { Length: > 0 } given ? given
        : Environment.GetEnvironmentVariable(Variable(option.Name)) is { Length: > 0 } value ? value
        : null;

    /// <summary>Makes an option that takes a <see cref="Duration"/>.</summary>
    public static Option<string> CreateDuration(string flag, string description, string fallback)
    {
        var option = Create(flag, description, fallback);
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } value && Duration.Parse(value) is null)
            {
                result.AddError($"{flag} (or {Variable(flag)}) must be a number of seconds, minutes or hours such as {fallback}, not '{value}'");
            }
        });
        return option;
    }

    private static string Variable(string flag) => "JOBFLOWS_" + flag.TrimStart('-').Replace('-', '_').ToUpperInvariant();
}
