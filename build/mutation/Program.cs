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
        if (MutationReport.IsStatic(mutant))
        {
            using var alone = await WorkerProcess.StartAsync("alone", folder, id);
            mutant["status"] = $"{await alone.AnswerAloneAsync()}";
            continue;
        }

        worker ??= await WorkerProcess.StartAsync("each", folder);
        var verdict = await worker.AskAsync(id);
        mutant["status"] = $"{verdict}";
        if (verdict is Verdict.Timeout)
        {
            worker.Dispose();
            worker = null;
        }
    }

    worker?.Dispose();
}
