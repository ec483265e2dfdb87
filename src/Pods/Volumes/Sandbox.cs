namespace JobFlows.Pods.Volumes;

/// <summary>The view of the file system that a container needs.</summary>
internal abstract record Sandbox
{
    private Sandbox()
    {
    }

    /// <summary>It runs on the host as it is.</summary>
    public sealed record None : Sandbox;

    /// <summary>It runs in a file system that is made for it.</summary>
    /// <param name="Steps">How.</param>
    /// <param name="NewRoot">Whether it has a root of its own; else the steps only cover files of the host's.</param>
    /// <param name="Directory">Where it starts.</param>
    public sealed record Made(IReadOnlyList<SandboxStep> Steps, bool NewRoot, string Directory) : Sandbox;

    /// <summary>The container asks for what can't be; to be tried again.</summary>
    public sealed record Misconfigured(string Message) : Sandbox;

    /// <summary>This machine can't make one.</summary>
    public sealed record Impossible(string Message) : Sandbox;
}
