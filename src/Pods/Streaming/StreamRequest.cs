using System.Text.Json.Serialization;

namespace JobFlows.Pods.Streaming;

/// <summary>What a server asks of the supervisor on a connection of its own. Hanging up kills the command, or detaches.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Exec), "exec")]
[JsonDerivedType(typeof(Attach), "attach")]
[JsonDerivedType(typeof(EndInput), "endInput")]
internal abstract record StreamRequest
{
    private StreamRequest()
    {
    }

    /// <summary>Run a command. Its three descriptors come along; with <paramref name="Terminal"/> they are one terminal.</summary>
    public sealed record Exec(string Pod, string Container, IReadOnlyList<string> Command, bool Terminal) : StreamRequest;

    /// <summary>Send what the main process writes from now on. As many pipes come along as streams are asked for.</summary>
    public sealed record Attach(string Pod, string Container, bool Input, bool Output, bool Errors) : StreamRequest;

    /// <summary>Whoever is attached has no more input.</summary>
    public sealed record EndInput : StreamRequest;
}
