using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.BadInput;

/// <summary>What makes no sense is answered as Kubernetes answers it, and changes nothing.</summary>
public sealed class BadInputTests(BadInputServer server) : IClassFixture<BadInputServer>
{
    private static readonly Dictionary<string, BadRequest> Requests =
        ((IEnumerable<BadRequest>)[.. BadCreates.All, .. BadUpdates.All, .. BadPatches.All, .. BadDeletes.All, .. BadLists.All, .. BadPaths.All, .. BadBytes.All])
        .ToDictionary(request => request.Name);

    public static TheoryData<string> Names => [.. Requests.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Request_Malformed_IsRefusedInKubernetesWordsAndChangesNothing(string name)
    {
        var bad = Requests[name];
        var before = await server.RevisionAsync();
        using var request = bad.In(BadInputServer.Namespace);

        var answer = await server.Api.SendAsync(request);

        Assert.Equal(bad.Code, (int)answer.Code);
        var message = answer.Text;
        if (bad.Reason is not null)
        {
            var status = answer.Json;
            Assert.Equal(("Status", "v1", "Failure"), (status.Text("kind"), status.Text("apiVersion"), status.Text("status")));
            Assert.Equal((bad.Code, bad.Reason), ((int)status["code"]!, status.Text("reason")));
            message = status.Text("message")!;
        }

        Assert.True(bad.Says(message, BadInputServer.Namespace), $"wanted: {bad.Message}\nactual: {message}");
        Assert.Equal(before, await server.RevisionAsync());
    }
}
