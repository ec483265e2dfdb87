using System.Text.Json.Nodes;

namespace JobFlows.Mutation;

/// <summary>The report that Stryker writes, whose verdicts are filled in here.</summary>
internal sealed class MutationReport(string file)
{
    private readonly JsonNode report = JsonNode.Parse(File.ReadAllText(file))!;

    /// <summary>The mutants that compile, by file below src/Domain.</summary>
    public IEnumerable<(string File, JsonObject Mutant)> Mutants =>
        from source in report["files"]!.AsObject()
        from mutant in source.Value!["mutants"]!.AsArray()
        where (string?)mutant!["status"] is not ("CompileError" or "Ignored")
        select (source.Key.Split("src/Domain/")[^1], mutant.AsObject());

    /// <summary>Whether static members see the mutant when they are made, which happens once in a process.</summary>
    public static bool IsStatic(JsonObject mutant) => (bool?)mutant["static"] == true;

    /// <summary>Whether the mutant was noticed.</summary>
    public static bool IsNoticed(JsonObject mutant) => (string?)mutant["status"] is nameof(Verdict.Killed) or nameof(Verdict.Timeout);

    /// <summary>Writes the verdicts down.</summary>
    public void Save() => File.WriteAllText(file, report.ToJsonString());

    /// <summary>A Markdown table of the scores.</summary>
    public string Table()
    {
        var rows = Mutants.GroupBy(pair => pair.File.Split('/')[0], pair => pair.Mutant).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Row(group.Key, [.. group]))
            .Append(Row("all", [.. Mutants.Select(pair => pair.Mutant)]));
        return string.Join('\n', ["| folder | mutants | noticed | score |", "|---|---|---|---|", .. rows]);
    }

    private static string Row(string folder, List<JsonObject> mutants)
    {
        var noticed = mutants.Count(IsNoticed);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"| {folder} | {mutants.Count} | {noticed} | {100.0 * noticed / mutants.Count:0.0} % |");
    }
}
