using System.Globalization;
using JobFlows.Bench.Report;
using JobFlows.Bench.Scenarios;

IScenario[] all = [new MillionIndexes(), new InstantIndexed(), new InstantIndexedLarge(), new Histories(), new Submission(), new Processes(), new RunningPods(), new StartLatency(), new ListPages(), new Watches(), new Peers()];
var repeat = 3;
var chosen = new List<IScenario>();
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--repeat" && i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out repeat) && repeat > 0)
    {
        i++;
    }
    else if (all.FirstOrDefault(one => one.Name == args[i]) is { } scenario)
    {
        chosen.Add(scenario);
    }
    else
    {
        Console.Error.WriteLine($"usage: dotnet run -c Release --project bench -- [--repeat N] [{string.Join('|', all.Select(one => one.Name))}]…");
        return 2;
    }
}

var figures = new List<Figure>();
foreach (var scenario in chosen.Count > 0 ? chosen : [.. all])
{
    Console.Error.WriteLine($"{scenario.Name} …");
    try
    {
        figures.AddRange(await scenario.RunAsync(repeat));
    }
    catch (Exception e) when (e is TimeoutException or InvalidOperationException or HttpRequestException)
    {
        // The other scenarios still say something.
        figures.Add(new Figure(scenario.Name, "-", "failed"));
        Console.Error.WriteLine($"{scenario.Name}: {e}");
    }
}

Console.WriteLine($"{Machine.Describe()}; each figure after a warm-up, the median of {repeat}");
Console.WriteLine();
Table.Print(Console.Out, figures);
return 0;
