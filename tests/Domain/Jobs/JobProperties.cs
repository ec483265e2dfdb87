using FsCheck.Fluent;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Tests.Support;

namespace JobFlows.Domain.Tests.Jobs;

/// <summary>What holds in every life of a Job (see <see cref="RandomLife"/>): active pods stay within parallelism; every ending is counted once, in
/// whatever order and however often it is seen; no success is lost or repeated by suspending, resuming and scaling; indexes that succeeded and
/// that failed don't mix; a finished Job never changes; the state makes the same decisions after a trip through JSON.</summary>
public sealed class JobProperties
{
    [Theory]
    [InlineData("Plain")]
    [InlineData("Queue")]
    [InlineData("Indexed")]
    [InlineData("PerIndex")]
    [InlineData("FewRetries")]
    public void Lives(string kind) => PropertyRun.Check(
        Arb.From(Gen.Choose(0, 100_000).ArrayOf().Resize(40), Shorter),
        script =>
        {
            var life = new RandomLife(SpecOf(kind));
            foreach (var happening in script)
            {
                life.Live(happening);
            }

            life.EndWell();
        });

    private static IEnumerable<int[]> Shorter(int[] script) =>
        Enumerable.Range(0, script.Length).Select(left => script.Where((_, position) => position != left).ToArray());

    private static JobSpec SpecOf(string kind) => kind switch
    {
        "Plain" => Specs.Plain(5, 3, backoffLimit: 1000),
        "Queue" => Specs.Queue(3) with { BackoffLimit = 1000 },
        "Indexed" => Specs.Indexed(5, 5, backoffLimit: 1000),
        "PerIndex" => Specs.PerIndex(6, 3, limit: 1, maxFailed: 3),
        _ => Specs.Indexed(4, 4, backoffLimit: 2),
    };
}
