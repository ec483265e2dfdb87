namespace JobFlows.Pods.Execution;

/// <summary>What came of a <see cref="CapturedExec"/>.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Text">The beginning of what it wrote, output and errors as they came.</param>
/// <param name="TimedOut">It was killed because it took too long.</param>
internal sealed record CapturedOutput(ExecOutcome Outcome, string Text, bool TimedOut);
