using System.Collections.Concurrent;
using System.Text;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.BadInput;

/// <summary>Thousands of requests that are almost valid.</summary>
public sealed class MutationTests(BadInputServer server) : IClassFixture<BadInputServer>
{
    private const int Requests = 3_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Requests_Mutated_NeitherBreakTheServerNorHang(int seed)
    {
        var mutator = new Mutator(seed);
        var requests = Enumerable.Range(0, Requests).Select(mutator.Next).ToList();
        var failures = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (mutated, _) =>
        {
            if (await FailureAsync(mutated) is { } failure)
            {
                failures.Add($"{mutated.Method} {mutated.Path} ({mutated.ContentType}; {mutated.Accept})\n{Encoding.UTF8.GetString(mutated.Bytes ?? [])}\n{failure}");
            }
        });

        Assert.True(failures.IsEmpty, $"{failures.Count} failures:\n{string.Join("\n\n", failures.Take(10))}\n{server.Process.Output}");
        Assert.NotNull((await server.Api.GetAsync("/version"))["gitVersion"]);
    }

    private async Task<string?> FailureAsync(BadRequest mutated)
    {
        using var request = mutated.In(BadInputServer.Namespace);
        try
        {
            var answer = await server.Api.StartAsync(request);
            return (int)answer.Code is 500 or < 200 ? $"{(int)answer.Code} {answer.Text}" : null;
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException)
        {
            return e.Message;
        }
    }
}
