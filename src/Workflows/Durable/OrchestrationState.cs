namespace JobFlows.Workflows.Durable;

/// <summary>How an orchestration stands.</summary>
public enum OrchestrationState
{
    /// <summary>Unknown.</summary>
    None,

    /// <summary>Started and not finished.</summary>
    Running,

    /// <summary>Returned its output.</summary>
    Completed,

    /// <summary>Threw.</summary>
    Failed,
}
