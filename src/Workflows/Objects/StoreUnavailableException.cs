namespace JobFlows.Workflows.Objects;

/// <summary>The objects can't be reached for now. Of a write that was under way all or nothing may be committed.</summary>
/// <param name="message">Why.</param>
/// <param name="inner">What was met.</param>
public class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
