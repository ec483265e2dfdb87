namespace JobFlows.Domain.Jobs;

/// <summary>Keeps the Suspended condition, and the start time that goes with it, in step with the spec.</summary>
internal static class Suspension
{
    public static void Apply(Ledger ledger)
    {
        var suspended = ledger.Terms.Suspended;
        var (reason, message) = suspended ? ("JobSuspended", "Job suspended") : ("JobResumed", "Job resumed");
        var before = ledger.Conditions;
        ledger.Conditions = before.With(JobConditions.New(JobConditions.Suspended, suspended, reason, message, ledger.Now));
        if (suspended)
        {
            ledger.StartTime = null;
        }

        if (!ReferenceEquals(before, ledger.Conditions))
        {
            ledger.StartTime = suspended ? null : ledger.Now;
            ledger.Notify(JobNotice.Normal(suspended ? "Suspended" : "Resumed", message));
        }
    }
}
