using System.Diagnostics;

namespace JobFlows.Storage.AzureStorage;

/// <summary>
/// Whether a storage account answers, told by every try of every request: once when it has ceased to, and once when it does again. Single failures,
/// which the next try makes good, are not told. Safe from any thread.
/// </summary>
/// <param name="account">Names the account.</param>
public sealed class StorageAvailability(Func<string> account)
{
    private const int FailuresThatCount = 3;
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> failures = new(StringComparer.Ordinal);
    private long? awaySince;

    /// <summary>Whether requests fail, by all that was heard lately.</summary>
    public bool IsAway
    {
        get
        {
            lock (gate)
            {
                return awaySince is not null;
            }
        }
    }

    /// <summary>Told in a sentence, when requests have begun to fail and when they succeed again.</summary>
    public Action<string>? Told { get; set; }

    /// <summary>Notes a try that failed for a reason that may pass.</summary>
    /// <param name="service">The service that was asked, such as a host and port.</param>
    /// <param name="reason">Why.</param>
    internal void Failed(string service, string reason)
    {
        lock (gate)
        {
            failures[service] = failures.GetValueOrDefault(service) + 1;
            if (awaySince is not null || failures[service] < FailuresThatCount)
            {
                return;
            }

            awaySince = Stopwatch.GetTimestamp();
        }

        Told?.Invoke($"{account()} can't be reached: {reason}; it is tried again until it answers");
    }

    /// <summary>Notes a try that was answered.</summary>
    internal void Answered(string service)
    {
        long since;
        lock (gate)
        {
            if (!failures.Remove(service) || awaySince is not { } begun || failures.Values.Any(count => count >= FailuresThatCount))
            {
                return;
            }

            (since, awaySince) = (begun, null);
        }

        Told?.Invoke($"{account()} answers again, after {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s");
    }
}
