namespace JobFlows.Workflows.Durable;

/// <summary>An activity or child orchestration failed.</summary>
public sealed class ActivityFailedException(string name, string errorType, string message) : Exception($"{name} failed: {message}")
{
    /// <summary>The activity's or orchestrator's name.</summary>
    public string Name { get; } = name;

    /// <summary>The full name of the exception's type.</summary>
    public string ErrorType { get; } = errorType;
}
