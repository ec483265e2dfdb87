using JobFlows.Bench.Report;

namespace JobFlows.Bench.Scenarios;

/// <summary>Something to measure.</summary>
internal interface IScenario
{
    /// <summary>What it is called on the command line and in the table.</summary>
    string Name { get; }

    /// <summary>Warms up, then measures.</summary>
    /// <param name="repeat">How many times; the figures are medians.</param>
    Task<IReadOnlyList<Figure>> RunAsync(int repeat);
}
