namespace JobFlows.Bench.Report;

/// <summary>One measured figure.</summary>
/// <param name="Scenario">What was done.</param>
/// <param name="What">What was measured of it.</param>
/// <param name="Value">How much: the median of the runs, unless it says otherwise.</param>
/// <param name="Target">What it should be; empty where nothing is demanded.</param>
internal sealed record Figure(string Scenario, string What, string Value, string Target = "")
{
    /// <summary>A figure in seconds.</summary>
    public static Figure Seconds(string scenario, string what, double seconds, string target = "") => new(scenario, what, $"{seconds:0.00} s", target);

    /// <summary>A figure in milliseconds.</summary>
    public static Figure Milliseconds(string scenario, string what, double milliseconds, string target = "") => new(scenario, what, $"{milliseconds:0.0} ms", target);

    /// <summary>A figure in pods per second.</summary>
    public static Figure Rate(string scenario, string what, double perSecond, string target = "") => new(scenario, what, $"{perSecond:0}/s", target);
}
