namespace JobFlows.Mutation;

/// <summary>The part that runs tests, in a process of its own: a mutant may never come back, or take the process along.</summary>
internal static class Worker
{
    /// <summary>Answers each number of a mutant that comes in with whether a test fails on it.</summary>
    public static void TryEach(string folder)
    {
        var suite = TestSuite.Load(folder);
        var (mutants, answers) = (suite.Mutants, Quiet());

        // This also makes all that is static, without a mutant.
        var met = suite.Cases.SelectMany(test => mutants.MetBy(() => test.Run()).Select(mutant => (mutant, test))).ToLookup(pair => pair.mutant, pair => pair.test);
        answers.WriteLine("ready");
        while (Console.ReadLine() is { } line)
        {
            var mutant = int.Parse(line, System.Globalization.CultureInfo.InvariantCulture);
            mutants.Active = mutant;
            var failing = met[mutant].FirstOrDefault(test => !test.Run());
            mutants.Active = MutantSwitch.None;
            answers.WriteLine(
                !met.Contains(mutant) ? Verdict.NoCoverage
                : failing is null ? Verdict.Survived
                : failing.Run() ? Verdict.Killed
                : Verdict.Tainted);
        }
    }

    /// <summary>Tries one mutant that static members see when they are made.</summary>
    public static void TryAlone(string folder, int mutant)
    {
        var answers = Quiet();
        answers.WriteLine("ready");
        try
        {
            answers.WriteLine(TestSuite.Load(folder, mutant).Cases.All(test => test.Run()) ? Verdict.Survived : Verdict.Killed);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Not even the tests' data could be made.
            answers.WriteLine(Verdict.Killed);
        }
    }

    /// <summary>The output for answers; what tests write goes nowhere.</summary>
    private static TextWriter Quiet()
    {
        var answers = Console.Out;
        Console.SetOut(TextWriter.Null);
        return answers;
    }
}
