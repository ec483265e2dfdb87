using JobFlows.Domain.Jobs.Verdicts;

namespace JobFlows.Domain.Jobs;

/// <summary>Ends a Job in two steps: first the interim condition is written and the pods are stopped; once they have ended, the terminal
/// condition is written.</summary>
internal static class Finishing
{
    public static void Apply(Ledger ledger, Verdict verdict)
    {
        EndPods(ledger, verdict);
        var interim = verdict.Success ? JobConditions.SuccessCriteriaMet : JobConditions.FailureTarget;
        var podsHaveEnded = ledger.Counts is { Active: 0, Terminating: 0 };
        if (JobConditions.FindTrue(ledger.Conditions, interim) is null)
        {
            ledger.Conditions = ledger.Conditions.With(JobConditions.New(interim, isTrue: true, verdict.Reason, verdict.Message, ledger.Now));
            ledger.Wake(podsHaveEnded ? ledger.Now : null);
        }
        else if (podsHaveEnded)
        {
            Finish(ledger, verdict);
        }
    }

    private static void EndPods(Ledger ledger, Verdict verdict)
    {
        if (ledger.Counts is { Active: 0, Unreleased: 0 })
        {
            return;
        }

        foreach (var pod in ledger.PodsWhere(pod => !pod.Ending || !pod.Released))
        {
            var counts = !verdict.Success && !pod.Released && !(pod.Index >= ledger.Terms.IndexLimit);
            ledger.Failed += counts ? 1 : 0;
            if (pod.Ending)
            {
                ledger.LetGo(pod);
            }
            else
            {
                ledger.Stop(pod);
            }
        }
    }

    private static void Finish(Ledger ledger, Verdict verdict)
    {
        var type = verdict.Success ? JobConditions.Complete : JobConditions.Failed;
        ledger.Conditions = ledger.Conditions.With(JobConditions.New(type, isTrue: true, verdict.Reason, verdict.Message, ledger.Now));
        if (!verdict.Success)
        {
            ledger.Notify(JobNotice.Warning(verdict.Reason, verdict.Message));
            return;
        }

        ledger.CompletionTime = ledger.Now;
        if (ledger.Succeeded > ledger.Terms.Completions)
        {
            ledger.Notify(JobNotice.Warning("TooManySucceededPods", "Too many succeeded pods running after completion count reached"));
        }

        ledger.Notify(JobNotice.Normal("Completed", "Job completed"));
    }
}
