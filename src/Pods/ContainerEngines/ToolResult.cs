using System.Text.RegularExpressions;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>What came of a call of the tool.</summary>
/// <param name="Code">Its exit code; 0 for success.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
internal sealed partial record ToolResult(int Code, string Output, string Errors)
{
    public bool Succeeded => Code == 0;

    /// <summary>The last line of its output.</summary>
    public string LastLine => Output.TrimEnd().Split('\n')[^1].Trim();

    /// <summary>Why it failed.</summary>
    public string Problem => Explain(Errors) is { Length: > 0 } said ? said : $"exit code {Code}";

    /// <summary>The essence of what a tool says when something went wrong.</summary>
    public static string Explain(string errors)
    {
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var said = lines.FirstOrDefault(line => Label().IsMatch(line)) ?? lines.LastOrDefault() ?? string.Empty;
        return Label().Replace(said, string.Empty);
    }

    /// <summary>Why a command could not be started, in the words that follow "unable to start container process: " everywhere.</summary>
    public static string ExplainStart(string errors)
    {
        const string runc = "unable to start container process: ";
        var said = Suffix().Replace(Explain(errors), string.Empty);
        if (said.IndexOf(runc, StringComparison.Ordinal) is var start and >= 0)
        {
            return said[(start + runc.Length)..];
        }

        return NotFoundByCrun().Match(said) is { Success: true } match ? $"exec: \"{match.Groups[1].Value}\": executable file not found in $PATH" : said;
    }

    [GeneratedRegex("^(Error response from daemon: |docker: Error response from daemon: |docker: |Error: |[Ee]rror during connect: )+")]
    private static partial Regex Label();

    [GeneratedRegex(": (unknown|OCI runtime (error|attempted to invoke a command that was not found)|OCI permission denied|Are you trying to mount a directory.*)\\.?$")]
    private static partial Regex Suffix();

    [GeneratedRegex("executable file [`']([^`']*)[`'] not found in \\$PATH")]
    private static partial Regex NotFoundByCrun();
}
