using JobFlows.Domain.Core;
using JobFlows.Pods.Tests.Processes;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.ContainerEngines;

/// <summary>What tests share that run pods on <see cref="FakeTool"/>.</summary>
public abstract class EngineTest : ProcessTest, IDisposable
{
    /// <summary>The image that is there.</summary>
    protected const string Image = "docker.io/library/box:1";

    protected EngineTest()
    {
        Fake.AddImage(Image);
        Home.Change = options => options with { ContainerTool = Fake.Tool };
    }

    internal FakeTool Fake { get; } = new();

    public void Dispose()
    {
        Fake.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static Pod Box(string script, Func<Container, Container>? container = null, Func<PodSpec, PodSpec>? spec = null) =>
        MakePod(script, main => container is null ? main with { Image = Image } : container(main with { Image = Image }), spec);

    protected string[] Reasons(Pod pod) => [.. Events(pod).Select(one => one.Reason)];

    protected IEnumerable<string> CallsOf(string verb) => Fake.Calls.Where(call => call.StartsWith(verb + " ", StringComparison.Ordinal));

    protected Task<PodReport> WaitsWithAsync(Pod pod, string reason) =>
        Reports.WaitAsync(Ref(pod), report => report.Status?.ContainerStatuses?[0].State?.Waiting?.Reason == reason);
}
