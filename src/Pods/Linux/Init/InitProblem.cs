using System.Buffers.Binary;

namespace JobFlows.Pods.Linux.Init;

/// <summary>Why init could not start its command.</summary>
/// <param name="Operation">The number of the operation of its script, or one of those that init.c names.</param>
/// <param name="Error">The errno.</param>
internal sealed record InitProblem(int Operation, int Error)
{
    /// <summary>How many bytes init writes.</summary>
    public const int Length = 3;

    private const int User = 65533;
    private const int Directory = 65534;
    private const int Command = 65535;
    private const int NoSuchFile = 2;

    /// <summary>Whether everything was made, and only the command is not there.</summary>
    public bool NoCommand => (Operation, Error) == (Command, NoSuchFile);

    /// <summary>Reads what init wrote; null when it wrote nothing, so that its command was started.</summary>
    public static InitProblem? Read(ReadOnlySpan<byte> told) => told.Length == Length ? new(BinaryPrimitives.ReadUInt16LittleEndian(told), told[2]) : null;

    /// <summary>The problem in the words of a container runtime.</summary>
    /// <param name="script">What init did.</param>
    /// <param name="directory">Where the command was to start.</param>
    /// <param name="command">The command's name.</param>
    public string Describe(InitScript script, string directory, string command)
    {
        var error = LibC.Describe(Error).ToLowerInvariant();
        return Operation switch
        {
            Command when Error == NoSuchFile && command.Contains('/') => $"exec: \"{command}\": stat {command}: {error}",
            Command when Error == NoSuchFile => $"exec: \"{command}\": executable file not found in $PATH",
            Command => $"exec: \"{command}\": {error}",
            Directory => $"chdir to cwd (\"{directory}\") set in config.json failed: {error}",
            User => $"unable to setup user: {error}",
            _ => $"{script.Describe(Operation)}: {error}",
        };
    }
}
