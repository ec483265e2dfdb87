namespace JobFlows.Domain.Jobs.Verdicts;

/// <summary>As many pods have succeeded as were wanted. Of a work queue one success is enough, once the other
/// pods have ended by themselves.</summary>
internal static class CompletionsReached
{
    public static Verdict? Judge(JobFacts facts)
    {
        var terms = facts.Terms;
        var enough = terms.Completions is { } completions ? facts.Succeeded >= completions : facts.Succeeded > 0;

        // A suspended Job's pods are stopped at once, and so are those that a Job with completions doesn't need any more;
        // a Job that is being deleted stops none itself.
        var othersEnded = facts.Pods.Active == 0 || (!terms.Deleting && (terms.Suspended || terms.Completions is not null));
        return enough && othersEnded ? Verdict.Succeeds("CompletionsReached", "Reached expected number of succeeded pods") : null;
    }
}
