namespace JobFlows.Storage.Tests.Sqlite;

/// <summary>A temporary folder.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("jobflows-storage-").FullName;

    public string DatabasePath => Path.Combine(path, "objects.db");

    public string File(string name) => Path.Combine(path, name);

    public void Dispose() => Directory.Delete(path, recursive: true);
}
