using JobFlows.Pods.Linux;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Streaming;

/// <summary>Both ends of the streams of one conversation; -1 stands for a stream that isn't wanted.</summary>
internal sealed class StreamEnds
{
    private readonly List<int> ours = [];
    private List<int> theirs = [];

    private StreamEnds()
    {
    }

    /// <summary>What goes to the supervisor.</summary>
    public IReadOnlyList<int> Theirs => theirs;

    /// <summary>Where the input is written.</summary>
    public int Input { get; private set; } = -1;

    /// <summary>Where the output is read.</summary>
    public int Output { get; private set; } = -1;

    /// <summary>Where the errors are read.</summary>
    public int Errors { get; private set; } = -1;

    /// <summary>The terminal to resize.</summary>
    public int Terminal { get; private set; } = -1;

    /// <summary>For a command: three pipes or one terminal. Streams that aren't wanted lead nowhere.</summary>
    public static StreamEnds ForExec(StreamQuery query)
    {
        var ends = new StreamEnds();
        if (query.Terminal)
        {
            var (master, slave) = Descriptors.Terminal();
            ends.theirs = [slave, slave, slave];
            ends.Output = ends.Ours(master);
            ends.Terminal = ends.Ours(Descriptors.Duplicate(master));
            ends.Input = query.Input ? ends.Ours(Descriptors.Duplicate(master)) : -1;
            return ends;
        }

        if (query.Input)
        {
            (var read, ends.Input) = Descriptors.Pipe();
            ends.theirs.Add(read);
            ends.Ours(ends.Input);
        }
        else
        {
            ends.theirs.Add(Nowhere());
        }

        ends.Output = ends.AddOutput(query.Output);
        ends.Errors = ends.AddOutput(query.Errors);
        return ends;
    }

    /// <summary>For a main process: pipes for what is wanted of its output.</summary>
    public static StreamEnds ForAttach(StreamQuery query)
    {
        var ends = new StreamEnds();
        ends.Output = query.Output ? ends.AddOutput(wanted: true) : -1;
        ends.Errors = query.Errors ? ends.AddOutput(wanted: true) : -1;
        return ends;
    }

    /// <summary>Closes what the supervisor has now.</summary>
    public void CloseTheirs()
    {
        foreach (var descriptor in theirs.Distinct())
        {
            _ = LibC.Close(descriptor);
        }

        theirs = [];
    }

    /// <summary>Closes everything; for when nothing came of it.</summary>
    public void CloseAll()
    {
        CloseTheirs();
        ours.ForEach(descriptor => _ = LibC.Close(descriptor));
    }

    private static int Nowhere() => LibC.Open("/dev/null", LibC.ReadWrite | LibC.CloseOnExec, 0);

    private int AddOutput(bool wanted)
    {
        if (!wanted)
        {
            theirs.Add(Nowhere());
            return -1;
        }

        var (read, write) = Descriptors.Pipe();
        theirs.Add(write);
        return Ours(read);
    }

    private int Ours(int descriptor)
    {
        ours.Add(descriptor);
        return descriptor;
    }
}
