using System.Text.Json.Serialization;

namespace JobFlows.Pods.Streaming;

/// <summary>What the supervisor tells on such a connection.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(NotRunning), "notRunning")]
[JsonDerivedType(typeof(CannotRun), "cannotRun")]
[JsonDerivedType(typeof(Ended), "ended")]
internal abstract record StreamReply
{
    private StreamReply()
    {
    }

    /// <summary>The command runs, or the attachment is made.</summary>
    /// <param name="Terminal">Whether the process has a terminal. Where one is attached to, and wants to write, it (or the standard input) comes along.</param>
    public sealed record Started(bool Terminal) : StreamReply;

    /// <summary>The container does not run.</summary>
    public sealed record NotRunning : StreamReply;

    /// <summary>The command can't be run.</summary>
    public sealed record CannotRun(string Message) : StreamReply;

    /// <summary>The process has ended; the exit code is told of commands only.</summary>
    public sealed record Ended(int? ExitCode) : StreamReply;
}
