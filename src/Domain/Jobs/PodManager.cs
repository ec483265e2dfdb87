namespace JobFlows.Domain.Jobs;

/// <summary>Brings the number of active pods to the number wanted.</summary>
internal static class PodManager
{
    /// <summary>The most pods started, or removed for being too many, in one decision.</summary>
    public const int BatchLimit = 500;

    /// <summary>Starts and stops pods of a Job that is still to run.</summary>
    public static void Manage(Ledger ledger)
    {
        if (ledger.Terms.Suspended)
        {
            StopActive(ledger);
            return;
        }

        var wanted = WantedActive(ledger);
        if (!StopSurplus(ledger, wanted))
        {
            StartMissing(ledger, wanted);
        }
    }

    /// <summary>Stops every active pod without counting it.</summary>
    public static void StopActive(Ledger ledger)
    {
        if (ledger.Counts.Active == 0)
        {
            return;
        }

        foreach (var pod in ledger.PodsWhere(pod => !pod.Ending))
        {
            ledger.Stop(pod);
        }
    }

    private static int WantedActive(Ledger ledger)
    {
        var terms = ledger.Terms;
        if (terms.Completions is not { } completions)
        {
            return ledger.Succeeded > 0 ? ledger.Counts.Active : terms.Parallelism;
        }

        return Math.Clamp(completions - ledger.Succeeded, 0, terms.Parallelism);
    }

    /// <summary>Removes pods whose index is past the end, then those that have come least far. Nothing is started in the same decision.</summary>
    private static bool StopSurplus(Ledger ledger, int wanted)
    {
        var surplus = ledger.Counts.Active - wanted;
        if (surplus <= 0 && !ledger.HasStrays)
        {
            return false;
        }

        bool IsStray(TrackedPod pod) => pod.Index >= ledger.Terms.IndexLimit;
        var active = ledger.PodsWhere(pod => !pod.Ending);
        var strays = active.Where(IsStray).ToList();
        var more = Math.Max(0, surplus - strays.Count);
        var chosen = strays.Concat(active.Where(pod => !IsStray(pod)).Order(RemovalOrder.Instance).Take(more)).ToList();
        foreach (var pod in chosen.Take(BatchLimit))
        {
            ledger.Stop(pod);
        }

        ledger.HasStrays = strays.Count > BatchLimit;
        if (chosen.Count > 0)
        {
            ledger.Wake(ledger.Now);
        }

        return chosen.Count > 0;
    }

    private static void StartMissing(Ledger ledger, int wanted)
    {
        var terms = ledger.Terms;
        var missing = wanted - ledger.Counts.Active - (terms.ReplaceOnlyEnded ? ledger.Counts.Terminating : 0);
        if (terms.Indexed)
        {
            missing = Math.Min(missing, ledger.Indexes.Free.Count);
        }

        var notBefore = terms.PerIndex ? ledger.StartRetryAt : Later(ledger.StartRetryAt, ledger.Streak.DueAt());
        if (missing <= 0)
        {
            return;
        }

        if (notBefore > ledger.Now)
        {
            ledger.Wake(notBefore);
            return;
        }

        // After a failed attempt a single pod shows whether pods can be made again.
        var batch = Math.Min(missing, ledger.StartFailures > 0 ? 1 : BatchLimit);
        var started = terms.Indexed ? StartIndexed(ledger, batch) : StartPlain(ledger, batch);
        if (started > 0 && started < missing)
        {
            ledger.Wake(ledger.Now);
        }
    }

    private static int StartPlain(Ledger ledger, int count)
    {
        for (var i = 0; i < count; i++)
        {
            ledger.Start(index: null);
        }

        return count;
    }

    /// <summary>Starts pods in the lowest free indexes. One that still waits for its retry keeps its place: no higher index takes it.</summary>
    private static int StartIndexed(Ledger ledger, int count)
    {
        var started = 0;
        foreach (var index in ledger.Indexes.Free.Lowest(count))
        {
            if (ledger.Indexes.RetryOf(index)?.DueAt() is { } dueAt && dueAt > ledger.Now)
            {
                ledger.Wake(dueAt);
                continue;
            }

            ledger.Start(index);
            started++;
        }

        return started;
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
