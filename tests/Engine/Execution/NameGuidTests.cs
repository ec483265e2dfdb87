using JobFlows.Engine.Execution;

namespace JobFlows.Engine.Tests.Execution;

public sealed class NameGuidTests
{
    private static readonly Guid Run = new("01234567-89ab-cdef-0123-456789abcdef");

    [Fact]
    public void Create_IsTheSameForEver() =>
        Assert.Equal(new Guid("ee25811b-ca65-5c0d-a6b8-2e7f5a1c42bf"), NameGuid.Create("default/job", Run, 7));

    [Fact]
    public void Create_HasVersion5AndTheVariantOfTheRfc()
    {
        var guid = NameGuid.Create("one", Run, 0);

        Assert.Equal(5, guid.Version);
        Assert.InRange(guid.Variant, 8, 11);
    }

    [Fact]
    public void Create_OtherInstanceExecutionOrCounter_Differs() => Assert.Equal(4, new[]
    {
        NameGuid.Create("one", Run, 0), NameGuid.Create("two", Run, 0), NameGuid.Create("one", Guid.Empty, 0), NameGuid.Create("one", Run, 1),
    }.Distinct().Count());
}
