namespace JobFlows.Pods.ContainerEngines;

/// <summary>An image without a file, to try a tool with: nothing has to be pulled, as the programs are this machine's own.</summary>
internal sealed class EmptyImage(ContainerTool tool) : IAsyncDisposable
{
    private const int EmptyArchive = 10 * 1024;
    private static readonly string[] Programs = ["/bin", "/lib", "/lib64", "/usr", "/nix/store"];

    private readonly string name = $"localhost/jobflows-trial:{Guid.NewGuid():N}";
    private bool made;

    /// <summary>Makes it.</summary>
    /// <returns>Why that is not possible, or null.</returns>
    public async Task<string?> MakeAsync(CancellationToken cancellation)
    {
        var result = await ToolProcess.RunAsync(tool.Path, ["import", "-", name], new byte[EmptyArchive], cancellation);
        made = result.Succeeded;
        return made ? null : result.Problem;
    }

    /// <summary>Runs a container of it.</summary>
    /// <param name="variant">The tool with the options to try.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<ToolResult> RunAsync(ContainerTool variant, CancellationToken cancellation) => ToolProcess.RunAsync(
        variant.Path,
        [
            .. variant.Options, "run", "--rm", "--pull", "never", "--network", "host", "--log-driver", "none", "--security-opt", "label=disable",
            .. variant.Limits ? (string[])["--memory", "67108864", "--memory-swap", "67108864", "--cpu-shares", "1024", "--cpu-period", "100000", "--cpu-quota", "100000", "--pids-limit", "100"] : [],
            .. Programs.Where(Directory.Exists).SelectMany(folder => (string[])["--mount", $"type=bind,source={folder},target={folder},readonly"]),
            .. variant.CreateOptions, "--", name, "/bin/sh", "-c", ":",
        ],
        [],
        cancellation);

    public async ValueTask DisposeAsync()
    {
        if (made)
        {
            await ToolProcess.RunAsync(tool.Path, ["rmi", "--force", name], [], CancellationToken.None);
        }
    }
}
