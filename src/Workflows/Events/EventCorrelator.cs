namespace JobFlows.Workflows.Events;

/// <summary>
/// Decides what a happening becomes: a new event, a higher count on an earlier one, or nothing. The numbers are client-go's: more than 10 alike
/// (but for the message) within 10 minutes are combined, and an object may cause a burst of 25 writes, then one every 5 minutes.
/// </summary>
internal sealed class EventCorrelator(int capacity)
{
    private const int CombineAfter = 10;
    private const double Burst = 25;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Refill = TimeSpan.FromMinutes(5);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Similar> similars = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (double Tokens, DateTimeOffset At)> budgets = new(StringComparer.Ordinal);

    /// <summary>Takes in one happening.</summary>
    /// <returns>The event to write, or null for none.</returns>
    public Record? Observe(Happening what, DateTimeOffset now, Func<Happening, string> newName)
    {
        lock (gate)
        {
            if (similars.Count > capacity || budgets.Count > capacity)
            {
                similars.Clear();
                budgets.Clear();
            }

            var group = string.Join('\n', what.Subject.Uid, what.Subject.FieldPath, what.Component, what.Type, what.Reason);
            if (!similars.TryGetValue(group, out var similar) || now - similar.Last > Window)
            {
                similars[group] = similar = new Similar();
            }

            similar.Last = now;
            similar.Messages.TryGetValue(what.Message, out var seen);
            var combined = seen is null && similar.Messages.Count >= CombineAfter;
            var message = combined ? $"(combined from similar events): {what.Message}" : what.Message;
            if (combined)
            {
                seen = similar.Combined;
            }

            if (!Spend($"{what.Component}\n{what.Subject.Uid}", now))
            {
                seen?.Count += 1;
                return null;
            }

            if (seen is not null)
            {
                return new Record(seen.Name, message, ++seen.Count, IsNew: false);
            }

            seen = new Written(newName(what));
            if (combined)
            {
                similar.Combined = seen;
            }
            else
            {
                similar.Messages[what.Message] = seen;
            }

            return new Record(seen.Name, message, seen.Count, IsNew: true);
        }
    }

    private bool Spend(string source, DateTimeOffset now)
    {
        var (tokens, at) = budgets.TryGetValue(source, out var budget) ? budget : (Burst, now);
        tokens = Math.Min(Burst, tokens + ((now - at) / Refill));
        var allowed = tokens >= 1;
        budgets[source] = (allowed ? tokens - 1 : tokens, now);
        return allowed;
    }

    /// <summary>An event to write.</summary>
    internal sealed record Record(string Name, string Message, int Count, bool IsNew);

    private sealed class Similar
    {
        public DateTimeOffset Last { get; set; }

        public Dictionary<string, Written> Messages { get; } = new(StringComparer.Ordinal);

        public Written? Combined { get; set; }
    }

    private sealed class Written(string name)
    {
        public string Name { get; } = name;

        public int Count { get; set; } = 1;
    }
}
