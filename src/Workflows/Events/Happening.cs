using JobFlows.Domain.Core;

namespace JobFlows.Workflows.Events;

/// <summary>Something to record as a Kubernetes event.</summary>
/// <param name="Subject">The object it is about.</param>
/// <param name="Component">Who says so, such as <c>job-controller</c>.</param>
/// <param name="Type"><c>Normal</c> or <c>Warning</c>.</param>
/// <param name="Reason">Such as <c>SuccessfulCreate</c>.</param>
/// <param name="Message">For people.</param>
public sealed record Happening(ObjectReference Subject, string Component, string Type, string Reason, string Message);
