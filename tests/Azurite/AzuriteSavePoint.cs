namespace JobFlows.Azurite;

/// <summary>What an Azurite knew at a moment. One that is killed forgets what it has accepted since it last wrote that down; putting an earlier moment
/// back makes it forget just as much as a test wants.</summary>
public sealed class AzuriteSavePoint
{
    private const string Blobs = "__azurite_db_blob__.json";
    private const string Extents = "__azurite_db_blob_extent__.json";
    private readonly string folder;
    private readonly IReadOnlyDictionary<string, byte[]> files;

    private AzuriteSavePoint(string folder, IReadOnlyDictionary<string, byte[]> files) => (this.folder, this.files) = (folder, files);

    /// <summary>Puts it back, while no Azurite runs there.</summary>
    public async Task RestoreAsync()
    {
        foreach (var (name, bytes) in files)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), bytes);
        }
    }

    internal static string FileIn(string folder) => Path.Combine(folder, Blobs);

    internal static async Task<AzuriteSavePoint> ReadAsync(string folder)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in (string[])[Blobs, Extents])
        {
            // Each is replaced whole, under its name.
            files[name] = await File.ReadAllBytesAsync(Path.Combine(folder, name));
        }

        return new AzuriteSavePoint(folder, files);
    }
}
