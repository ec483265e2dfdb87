namespace JobFlows.Cli.Running;

/// <summary>Writes whole lines, one at a time, from many tasks.</summary>
internal sealed class Screen(TextWriter output, TextWriter error)
{
    private readonly Lock gate = new();

    /// <summary>A line of output.</summary>
    public void Line(string text)
    {
        lock (gate)
        {
            try
            {
                output.WriteLine(text);
            }
            catch (IOException e)
            {
                throw new OutputException(e);
            }
        }
    }

    /// <summary>A line about something that goes wrong.</summary>
    public void Warning(string text)
    {
        lock (gate)
        {
            error.WriteLine($"warning: {text}");
        }
    }
}
