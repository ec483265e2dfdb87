namespace JobFlows.Pods.Volumes;

/// <summary>Whether a container needs a view of the file system of its own, and which.</summary>
internal abstract record Sandbox
{
    private Sandbox()
    {
    }

    /// <summary>It runs on the host as it is.</summary>
    public sealed record None : Sandbox;

    /// <summary>It runs under bubblewrap with these arguments, to which <c>--</c> and the command are added.</summary>
    public sealed record Bubblewrap(IReadOnlyList<string> Arguments) : Sandbox;

    /// <summary>The container asks for what can't be; to be tried again.</summary>
    public sealed record Misconfigured(string Message) : Sandbox;

    /// <summary>This machine can't make one.</summary>
    public sealed record Impossible(string Message) : Sandbox;
}
