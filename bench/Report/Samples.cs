namespace JobFlows.Bench.Report;

/// <summary>Repeated measurements.</summary>
internal static class Samples
{
    /// <summary>Measures several times.</summary>
    /// <param name="count">How many times.</param>
    /// <param name="measure">One measurement.</param>
    public static async Task<IReadOnlyList<T>> TakeAsync<T>(int count, Func<Task<T>> measure)
    {
        var samples = new List<T>();
        for (var i = 0; i < count; i++)
        {
            samples.Add(await measure());
        }

        return samples;
    }

    /// <summary>The middle one.</summary>
    public static double Median(this IEnumerable<double> samples) => samples.Percentile(50);

    /// <summary>The smallest one that at least so many percent do not exceed.</summary>
    public static double Percentile(this IEnumerable<double> samples, int percent)
    {
        var sorted = samples.Order().ToList();
        return sorted[Math.Max(0, ((sorted.Count * percent) + 99) / 100 - 1)];
    }
}
