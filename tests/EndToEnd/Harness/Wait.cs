using System.Diagnostics;

namespace JobFlows.EndToEnd.Harness;

/// <summary>Waits for conditions.</summary>
internal static class Wait
{
    /// <summary>How long anything may take before the wait is a failure: far longer than it does take on a slow machine.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again and again until the answer is not null.</summary>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="ask">The question.</param>
    /// <param name="deadline">How long at most; a minute unless told.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="TimeoutException">There was none in time.</exception>
    public static async Task<T> ForAsync<T>(string what, Func<Task<T?>> ask, TimeSpan? deadline = null)
        where T : class
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            if (watch.Elapsed > (deadline ?? Deadline))
            {
                throw new TimeoutException($"waited {watch.Elapsed.TotalSeconds:0} s in vain for {what}");
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Asks again and again until the answer is yes.</summary>
    public static Task UntilAsync(string what, Func<Task<bool>> ask, TimeSpan? deadline = null) =>
        ForAsync(what, async () => await ask() ? what : null, deadline);

    /// <summary>Asks again and again until the answer is yes.</summary>
    public static Task UntilAsync(string what, Func<bool> ask, TimeSpan? deadline = null) =>
        UntilAsync(what, () => Task.FromResult(ask()), deadline);
}
