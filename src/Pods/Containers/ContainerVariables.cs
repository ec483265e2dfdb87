namespace JobFlows.Pods.Containers;

/// <summary>What came of a container's <c>env</c>.</summary>
internal abstract record ContainerVariables
{
    private ContainerVariables()
    {
    }

    /// <summary>The variables of the spec, expanded.</summary>
    public sealed record Ready(IReadOnlyDictionary<string, string> Values) : ContainerVariables;

    /// <summary>The spec asks for what isn't there.</summary>
    public sealed record Invalid(string Message) : ContainerVariables;
}
