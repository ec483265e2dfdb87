using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.JavaScript;

/// <summary>The official JavaScript client, as this folder's lock file pins it, with the Node.js that it needs.</summary>
public sealed class JavaScriptClient : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "EndToEnd", "JavaScript");
    private static readonly string LockFile = Path.Combine(Folder, "package-lock.json");
    private static readonly string Installed = Path.Combine(Folder, "node_modules", ".installed");

    /// <summary>Installs it where it isn't there yet.</summary>
    public async Task InitializeAsync()
    {
        var wanted = await File.ReadAllTextAsync(LockFile);
        if (File.Exists(Installed) && await File.ReadAllTextAsync(Installed) == wanted)
        {
            return;
        }

        await using var install = RunningCommand.Start("npm", ["ci", "--prefix", Folder], input: null);
        (await install.EndAsync(TimeSpan.FromMinutes(5))).Succeeded();
        await File.WriteAllTextAsync(Installed, wanted);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Starts a scenario, in a namespace of its name.</summary>
    /// <param name="server">The server.</param>
    /// <param name="scenario">The script, without its extension.</param>
    /// <param name="arguments">Further arguments of the script.</param>
    internal static async Task<RunningCommand> StartAsync(ServerProcess server, string scenario, params IReadOnlyList<string> arguments)
    {
        using var api = server.Client();
        await api.PostAsync("/api/v1/namespaces", new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = scenario },
        });
        return RunningCommand.Start(
            Path.Combine(Folder, "node_modules", ".bin", "node"),
            [Path.Combine(Folder, scenario + ".mjs"), scenario, .. arguments],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["KUBECONFIG"] = server.KubeconfigPath });
    }
}
