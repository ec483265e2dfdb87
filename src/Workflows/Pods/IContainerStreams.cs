namespace JobFlows.Workflows.Pods;

/// <summary>The streams of a process in a container. Disposing them kills a command, and lets go of a main process.</summary>
public interface IContainerStreams : IAsyncDisposable
{
    /// <summary>What goes to standard input; null when it was not asked for or the process takes none. Writing fails with an
    /// <see cref="IOException"/> once the process has closed it.</summary>
    Stream? Input { get; }

    /// <summary>Standard output; null when it was not asked for. At its end the process has ended or closed it.</summary>
    Stream? Output { get; }

    /// <summary>Standard error; null when it was not asked for, or when there is a terminal.</summary>
    Stream? Errors { get; }

    /// <summary>The exit code once the command has ended, or null once the main process has. The output may have more to read then.</summary>
    /// <exception cref="IOException">Whatever ran the process is gone, so nobody knows.</exception>
    Task<int?> Ended { get; }

    /// <summary>No more input comes.</summary>
    ValueTask EndInputAsync();

    /// <summary>Sets the terminal's size; nothing without a terminal.</summary>
    void Resize(int columns, int rows);
}
