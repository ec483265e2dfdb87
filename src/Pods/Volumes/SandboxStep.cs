namespace JobFlows.Pods.Volumes;

/// <summary>One step in making the file system that a container sees. Sources are paths of the host, everything else is of the container.</summary>
internal abstract record SandboxStep
{
    private SandboxStep()
    {
    }

    /// <summary>A folder of the host becomes the root. Without this step, the first, the root is made anew in memory, unless all steps fit on the host's own.</summary>
    public sealed record Root(string Source, bool ReadOnly) : SandboxStep;

    /// <summary>A path of the host, without links, is shown at a path.</summary>
    /// <param name="Mount">The two.</param>
    /// <param name="Optional">Whether it is part of the host's own, in which nothing may be made, and left out when it has just gone.</param>
    public sealed record Bind(BindMount Mount, bool Optional = false) : SandboxStep;

    /// <summary>An empty folder in memory.</summary>
    public sealed record Memory(string Target, int Mode) : SandboxStep;

    /// <summary>A symbolic link.</summary>
    public sealed record Link(string Text, string Path) : SandboxStep;

    /// <summary>A folder, made where it is missing.</summary>
    public sealed record Folder(string Path) : SandboxStep;

    /// <summary>The processes that the container may see, in <c>/proc</c>.</summary>
    public sealed record Processes : SandboxStep;

    /// <summary>What is at a path can't be changed any more, unless something else is mounted below.</summary>
    public sealed record Freeze(string Path) : SandboxStep;
}
