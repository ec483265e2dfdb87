namespace JobFlows.Pods.Aci.Life;

/// <summary>How long to wait before something that Azure refused is tried again: doubling, unless Azure says how long.</summary>
internal static class RetryPace
{
    private const int MostDoublings = 20;

    /// <summary>The wait after so many refusals in a row, the first being 1.</summary>
    public static TimeSpan After(int refusals, TimeSpan shortest, TimeSpan longest, TimeSpan? told = null)
    {
        var ticks = shortest.Ticks * Math.Pow(2, Math.Clamp(refusals - 1, 0, MostDoublings));
        var wait = ticks < longest.Ticks ? TimeSpan.FromTicks((long)ticks) : longest;
        return told > wait ? told.Value : wait;
    }
}
