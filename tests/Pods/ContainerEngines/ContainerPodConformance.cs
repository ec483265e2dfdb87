using JobFlows.Conformance.Pods;
using JobFlows.Pods.ContainerEngines;
using JobFlows.Pods.Tests.Processes;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.ContainerEngines;

/// <summary>The suite on containers of a tool, none of which may be left.</summary>
public abstract class ContainerPodConformance : RunningPodConformance
{
    private readonly BusyBoxImage image;
    private readonly ProcessHome home = new();

    protected ContainerPodConformance(BusyBoxImage image)
    {
        this.image = image;
        home.Change = options => options with { ContainerTool = image.Tool };
    }

    // Each takes the tool a good part of a second.
    protected override int Many => 20;

    protected override IPodRuntime MakeRuntime(IPodReports reports) => new ImagePods(home.Open(reports), image.Name, Shared);

    protected override async Task CleanUpAsync()
    {
        await home.DisposeAsync();
        await base.CleanUpAsync();
        var left = await ToolProcess.RunAsync(image.Tool.Path, ["ps", "--all", "--quiet", "--filter", $"label={home.Label}"], [], CancellationToken.None);
        Assert.Equal("", left.Output);
    }
}
