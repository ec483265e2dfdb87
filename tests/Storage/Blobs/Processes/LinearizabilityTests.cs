using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Tests.Blobs.Processes;

/// <summary>The checker itself: what it has to accept, and what it has to find.</summary>
public sealed class LinearizabilityTests
{
    private static readonly Linearizability.Entry[] Log =
    [
        new(1, ChangeType.Added, "x", "t1"),
        new(2, ChangeType.Added, "y", "t2"),
        new(3, ChangeType.Modified, "x", "t3"),
        new(4, ChangeType.Deleted, "x", "t4"),
        new(5, ChangeType.Added, "x", "t5"),
    ];

    public static TheoryData<string, bool, string[]> Histories => new()
    {
        { "in order", true, ["0 1 Written x 1 t1", "2 3 Found x 1 -", "4 5 Written x 3 t3", "6 7 Missing x 0 -", "8 9 Found x 5 -"] },
        { "missing before and after", true, ["0 1 Missing x 0 -", "2 3 Found x 1 -", "4 5 Missing x 0 -", "6 7 Exists x 0 t5"] },
        { "reads at once may differ", true, ["0 9 Found x 3 -", "0 9 Found x 1 -"] },
        { "a read beside the write may see the old", true, ["0 9 Written x 3 t3", "1 8 Found x 1 -"] },
        { "a list", true, ["0 1 Listed - 3 x=3,y=2;", "2 3 Listed - 4 y=2;"] },
        { "a stale read", false, ["0 1 Written x 3 t3", "2 3 Found x 1 -"] },
        { "reads that go back", false, ["0 1 Found x 3 -", "2 3 Found x 1 -"] },
        { "a read of another object that goes back", false, ["0 1 Found x 1 -", "2 3 Missing y 0 -", "4 5 Written x 1 t1"] },
        { "missing after the last creation", false, ["0 1 Found x 5 -", "2 3 Missing x 0 -"] },
        { "a write that is not in the log", false, ["0 1 Written x 3 t9"] },
        { "a write at another revision", false, ["0 1 Written x 5 t3"] },
        { "writes against time", false, ["0 1 Written x 3 t3", "2 3 Written y 2 t2"] },
        { "a revision that never was", false, ["0 1 Found x 2 -"] },
        { "found where deleted", false, ["0 1 Found x 4 -"] },
        { "a list of another time", false, ["0 1 Listed - 3 x=1,y=2;"] },
        { "a stale list", false, ["0 1 Found x 3 -", "2 3 Listed - 2 x=1,y=2;"] },
    };

    [Theory]
    [MemberData(nameof(Histories))]
    public void Check_History_IsJudged(string what, bool isGood, string[] history) =>
        Assert.True(isGood == (new Linearizability(Log).Check(history.Select(Operation.Parse)).Count == 0), what);

    [Fact]
    public void Check_LogWithAGap_IsRefused() => Assert.NotEmpty(new Linearizability([Log[0], Log[2]]).Check([]));
}
