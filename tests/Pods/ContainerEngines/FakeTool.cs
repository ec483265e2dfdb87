using JobFlows.Pods.ContainerEngines;

namespace JobFlows.Pods.Tests.ContainerEngines;

/// <summary>A script that stands for podman: what the supervisor makes of a tool shows on any machine.</summary>
internal sealed class FakeTool : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fake-tool-").FullName;

    public FakeTool()
    {
        foreach (var part in (string[])["images", "registry", "containers"])
        {
            Directory.CreateDirectory(Path.Combine(folder, part));
        }

        Tool = new ContainerTool
        {
            Path = Path.Combine(AppContext.BaseDirectory, "ContainerEngines", "fake-tool.sh"),
            Kind = ContainerToolKind.Podman,
            Version = "1",
            Options = ["--root", folder],
        };
    }

    public ContainerTool Tool { get; }

    /// <summary>What it was asked to do, one line for each call.</summary>
    public IReadOnlyList<string> Calls => File.ReadAllLines(Path.Combine(folder, "calls"));

    /// <summary>The containers that are there.</summary>
    public IReadOnlyList<string> Containers => [.. Directory.EnumerateDirectories(Path.Combine(folder, "containers")).Select(one => Path.GetFileName(one))];

    /// <summary>Puts an image on the machine.</summary>
    public void AddImage(string name) => Add("images", name);

    /// <summary>Puts an image where it can be pulled.</summary>
    public void AddToRegistry(string name) => Add("registry", name);

    /// <summary>Leaves a container that nobody knows of.</summary>
    public void AddContainer(string name) => Directory.CreateDirectory(Path.Combine(folder, "containers", name));

    /// <summary>Refuses to create containers, with these words; null: does not any longer.</summary>
    public void RefuseToCreate(string? words)
    {
        var file = Path.Combine(folder, "refuse-create");
        if (words is null)
        {
            File.Delete(file);
        }
        else
        {
            File.WriteAllText(file, words);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Add(string place, string name) => File.WriteAllText(Path.Combine(folder, place, name.Replace('/', '_')), string.Empty);
}
