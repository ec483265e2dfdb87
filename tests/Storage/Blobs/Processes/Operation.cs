namespace JobFlows.Storage.Tests.Blobs.Processes;

/// <summary>One operation, from when it was begun to when its answer was there.</summary>
/// <param name="Start">Ticks of the machine's clock, which all processes share.</param>
/// <param name="End">The same.</param>
/// <param name="Kind">What the answer was.</param>
/// <param name="Name">Of which object.</param>
/// <param name="Revision">The revision in the answer, if it has one.</param>
/// <param name="Tag">The tag in the answer, if it has one.</param>
internal sealed record Operation(long Start, long End, OperationKind Kind, string Name, long Revision, string Tag)
{
    public string ToLine() => $"{Start} {End} {Kind} {Name} {Revision} {Tag}";

    public static Operation Parse(string line)
    {
        var words = line.Split(' ');
        return new(long.Parse(words[0]), long.Parse(words[1]), Enum.Parse<OperationKind>(words[2]), words[3], long.Parse(words[4]), words[5]);
    }
}
