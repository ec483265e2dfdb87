using JobFlows.Domain.Core;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Execution;

/// <summary>
/// The standard streams of a container's main process: pipes, or one terminal. Without <c>stdin: true</c> there is no input.
/// </summary>
internal sealed class StandardStreams
{
    private readonly bool inputOnce;
    private readonly int nullDevice;
    private readonly List<int> childOnly = [];

    private StandardStreams(Container container, int nullDevice)
    {
        this.nullDevice = nullDevice;
        HasTerminal = container.Tty == true;
        inputOnce = container.StdinOnce == true;
    }

    /// <summary>What the process gets as 0, 1 and 2.</summary>
    public IReadOnlyList<int> Child { get; private set; } = [];

    /// <summary>Where its output is read; of a terminal its errors as well.</summary>
    public int Output { get; private set; }

    /// <summary>Where its errors are read; -1 with a terminal.</summary>
    public int Errors { get; private set; } = -1;

    /// <summary>Where its input is written; -1 when it has none, or no more.</summary>
    public int Input { get; private set; } = -1;

    /// <summary>Whether the process has a terminal.</summary>
    public bool HasTerminal { get; }

    /// <summary>Opens them.</summary>
    /// <exception cref="IOException">There are too many open files.</exception>
    public static StandardStreams Open(Container container, int nullDevice)
    {
        var streams = new StandardStreams(container, nullDevice);
        if (streams.HasTerminal)
        {
            streams.OpenTerminal(container.Stdin == true);
        }
        else
        {
            streams.OpenPipes(container.Stdin == true);
        }

        return streams;
    }

    /// <summary>Gives what only the process uses to its user.</summary>
    public void GiveTo((uint User, uint Group) owner) => childOnly.ForEach(descriptor => _ = LibC.ChangeOwner(descriptor, owner.User, owner.Group));

    /// <summary>Closes what only the process needs.</summary>
    public void CloseChildSide() => childOnly.ForEach(descriptor => _ = LibC.Close(descriptor));

    /// <summary>Whoever was attached has no more input: with <c>stdinOnce</c> there never will be.</summary>
    public void EndInput()
    {
        if (inputOnce && !HasTerminal)
        {
            CloseInput();
        }
    }

    /// <summary>Closes the writing side of the input.</summary>
    public void CloseInput()
    {
        if (Input >= 0)
        {
            _ = LibC.Close(Input);
            Input = -1;
        }
    }

    private void OpenTerminal(bool input)
    {
        var (master, slave) = Descriptors.Terminal();
        Child = [slave, slave, slave];
        childOnly.Add(slave);
        Output = master;
        Descriptors.MakeNonBlocking(master);
        if (input)
        {
            Input = Descriptors.Duplicate(master);
        }
    }

    private void OpenPipes(bool input)
    {
        var child = nullDevice;
        if (input)
        {
            (child, Input) = Descriptors.Pipe();
            childOnly.Add(child);
        }

        (Output, var output) = Descriptors.Pipe();
        (Errors, var errors) = Descriptors.Pipe();
        childOnly.AddRange([output, errors]);
        Child = [child, output, errors];
        Descriptors.MakeNonBlocking(Output);
        Descriptors.MakeNonBlocking(Errors);
    }
}
