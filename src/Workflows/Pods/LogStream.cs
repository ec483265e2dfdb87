namespace JobFlows.Workflows.Pods;

/// <summary>Which output of a container a log is wanted of.</summary>
public enum LogStream
{
    /// <summary>Both, as they came.</summary>
    All,

    /// <summary>Standard output.</summary>
    Output,

    /// <summary>Standard error.</summary>
    Errors,
}
