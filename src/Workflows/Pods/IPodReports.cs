namespace JobFlows.Workflows.Pods;

/// <summary>Takes the reports of a pod runtime.</summary>
public interface IPodReports
{
    /// <summary>Records the reports; when it returns they are durable and the runtime may forget them. May be repeated.</summary>
    Task ReportAsync(IReadOnlyList<PodReport> reports, CancellationToken cancellation = default);
}
