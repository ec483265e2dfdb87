namespace JobFlows.Engine.Tests;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("jobflows-engine-");

    public string Database => Path.Combine(folder.FullName, "engine.db");

    public void Dispose() => folder.Delete(recursive: true);
}
