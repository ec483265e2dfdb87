using JobFlows.Mutation;

// mutation REPORT BINARIES tries each mutant of a report of Stryker's, whose own verdicts don't count, and prints the scores; without BINARIES it prints them.
switch (args)
{
    case ["each", var folder]:
        Worker.TryEach(folder);
        break;
    case ["alone", var folder, var mutant]:
        Worker.TryAlone(folder, int.Parse(mutant, System.Globalization.CultureInfo.InvariantCulture));
        break;
    case [var file, var folder]:
        var report = new MutationReport(file);
        await TryAllAsync(report, Path.GetFullPath(folder));
        report.Save();
        Console.WriteLine(report.Table());
        break;
    case [var file]:
        Console.WriteLine(new MutationReport(file).Table());
        break;
    default:
        await Console.Error.WriteLineAsync("usage: mutation REPORT [BINARIES]");
        return 2;
}

return 0;

static async Task TryAllAsync(MutationReport report, string folder)
{
    WorkerProcess? worker = null;
    foreach (var (_, mutant) in report.Mutants)
    {
        var id = (string)mutant["id"]!;
        var verdict = MutationReport.IsStatic(mutant) ? await TryAloneAsync(id) : await TryAsync(id);
        if (verdict is Verdict.Tainted && (verdict = await TryAsync(id)) is Verdict.Tainted)
        {
            // In a fresh process it can only be this mutant's own doing.
            verdict = Verdict.Killed;
        }

        mutant["status"] = $"{verdict}";
    }

    worker?.Dispose();

    async Task<Verdict> TryAloneAsync(string id)
    {
        using var alone = await WorkerProcess.StartAsync("alone", folder, id);
        return await alone.AnswerAloneAsync();
    }

    async Task<Verdict> TryAsync(string id)
    {
        worker ??= await WorkerProcess.StartAsync("each", folder);
        var verdict = await worker.AskAsync(id);
        if (verdict is Verdict.Timeout or Verdict.Tainted)
        {
            worker.Dispose();
            worker = null;
        }

        return verdict;
    }
}
