namespace JobFlows.Pods.Linux.Init;

/// <summary>What init was doing when it had to give up; the numbers are those of init.c.</summary>
internal enum InitStep
{
    None = 0,

    /// <summary>Making namespaces.</summary>
    System = 1,

    /// <summary>Entering a control group.</summary>
    ControlGroup = 2,

    /// <summary>Mounting <c>/proc</c>.</summary>
    Proc = 3,

    /// <summary>Showing the file for the termination message.</summary>
    Message = 4,

    /// <summary>Starting the command.</summary>
    Command = 5,
}
