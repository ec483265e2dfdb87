using System.Collections;
using System.Security.Cryptography;
using System.Text;
using JobFlows.Pods.Kubelet;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>The tool as the supervisor uses it. Lives on the event loop, which never waits for it.</summary>
internal sealed class ContainerEngine
{
    private const string LabelName = "io.jobflows.pods";

    // As each call is a program of some size, only so many are made at once; those that end something don't queue.
    private static readonly int MostCalls = Math.Max(4, 2 * Environment.ProcessorCount);

    private readonly Node node;
    private readonly Queue<Action> waiting = new();
    private readonly Dictionary<string, string> environment = new(StringComparer.Ordinal);
    private int running;

    // What a supervisor left that died is gone before the first container is created.
    private bool cleared;

    /// <param name="node">The node that it belongs to.</param>
    /// <param name="tool">The tool.</param>
    public ContainerEngine(Node node, ContainerTool tool)
    {
        (this.node, Tool) = (node, tool);
        Label = LabelOf(node.Folders);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            environment[(string)variable.Key] = (string?)variable.Value ?? string.Empty;
        }

        Images = new EngineImages(this, node.Time);
    }

    /// <summary>That label of a folder of pods.</summary>
    public static string LabelOf(PodFolders folders) => $"{LabelName}={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folders.Root)))[..12]}";

    public ContainerTool Tool { get; }

    /// <summary>The label that says which supervisor's a container is.</summary>
    public string Label { get; }

    public EngineImages Images { get; }

    public MissingDirectories MissingDirectories { get; } = new();

    /// <summary>The variables of the tool itself.</summary>
    public IReadOnlyDictionary<string, string> ToolEnvironment => environment;

    /// <summary>A call as a process to start.</summary>
    /// <param name="arguments">The verb and what follows it.</param>
    /// <param name="variables">More variables for the tool, which it can hand on.</param>
    public SpawnRequest Request(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        var all = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            all[name] = value;
        }

        return new SpawnRequest
        {
            Path = Tool.Path,
            Arguments = [Tool.Name, .. Tool.Options, .. arguments],
            Environment = all,
            WorkingDirectory = "/",
            Descriptors = [],
        };
    }

    /// <summary>Calls the tool when its turn comes.</summary>
    /// <param name="arguments">The verb and what follows it.</param>
    /// <param name="done">Called once, on the loop.</param>
    /// <param name="variables">More variables for the tool, which it can hand on.</param>
    public void Call(IReadOnlyList<string> arguments, Action<ToolResult> done, IReadOnlyDictionary<string, string>? variables = null)
    {
        waiting.Enqueue(() => ToolCall.Start(node, Request(arguments, variables), result =>
        {
            running--;
            StartNext();
            done(result);
        }));
        StartNext();
    }

    /// <summary>Calls the tool at once, whatever else it is doing.</summary>
    public void CallNow(IReadOnlyList<string> arguments, Action<ToolResult> done) => ToolCall.Start(node, Request(arguments), done);

    /// <summary>Asks how a container is; null when there is none of the name.</summary>
    public void Inspect(string container, Action<ContainerState?> done) => CallNow(
        ["container", "inspect", "--format", "{{json .State}}", container],
        result => done(result.Succeeded ? ContainerState.Read(result.LastLine) : null));

    /// <summary>Removes a container and what it has written; one that runs is killed.</summary>
    public void Remove(string container, Action done) => CallNow(CommandLines.Remove([container]), result =>
    {
        if (!result.Succeeded && !result.Problem.Contains("no such container", StringComparison.OrdinalIgnoreCase))
        {
            Console.Error.WriteLine($"the container {container} could not be removed: {result.Problem}");
        }

        done();
    });

    /// <summary>Removes the containers of a supervisor that died. What is to be created waits for it.</summary>
    public void RemoveLeftovers() => CallNow(["ps", "--all", "--quiet", "--no-trunc", "--filter", $"label={Label}"], found =>
    {
        var containers = found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (!found.Succeeded)
        {
            Console.Error.WriteLine($"containers that an earlier supervisor left could not be looked for: {found.Problem}");
        }

        if (containers.Length == 0)
        {
            Begin();
            return;
        }

        CallNow(CommandLines.Remove(containers), removed =>
        {
            if (!removed.Succeeded)
            {
                Console.Error.WriteLine($"containers that an earlier supervisor left could not be removed: {removed.Problem}");
            }

            Begin();
        });
    });

    private void Begin()
    {
        cleared = true;
        StartNext();
    }

    private void StartNext()
    {
        while (cleared && running < MostCalls && waiting.TryDequeue(out var call))
        {
            running++;
            call();
        }
    }
}
