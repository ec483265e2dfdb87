using System.Globalization;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>
/// A folder whose files change all at once, laid out as a kubelet does it: the files are in a folder named after the time, the link
/// <c>..data</c> leads to the newest of these, and each visible name is a link through <c>..data</c>.
/// </summary>
internal static class AtomicFolder
{
    private const string Data = "..data";
    private const int FolderMode = 0b111_101_101;

    /// <summary>Shows these files instead of whatever was there.</summary>
    /// <param name="folder">The volume's folder, which exists.</param>
    /// <param name="files">The files by path; paths may have folders.</param>
    /// <param name="group">The group that owns the volume, or null.</param>
    /// <param name="now">Names the new folder.</param>
    /// <exception cref="IOException">It can't be written; what was there stays.</exception>
    public static void Write(string folder, IReadOnlyDictionary<string, VolumeFile> files, uint? group, DateTimeOffset now)
    {
        var link = Path.Combine(folder, Data);
        var before = new FileInfo(link).LinkTarget;
        var name = string.Create(CultureInfo.InvariantCulture, $"..{now.UtcDateTime:yyyy_MM_dd_HH_mm_ss}.{now.Ticks % TimeSpan.TicksPerSecond:0000000}");
        if (name == before)
        {
            name += "0";
        }

        var fresh = Path.Combine(folder, name);
        Directory.CreateDirectory(fresh);
        LibC.SetMode(fresh, FolderMode);
        foreach (var (path, file) in files)
        {
            WriteFile(fresh, path, file);
        }

        VolumeGroup.Give(fresh, group, readOnly: true);
        var draft = Path.Combine(folder, "..data_tmp");
        File.Delete(draft);
        File.CreateSymbolicLink(draft, name);
        FileSystem.Replace(draft, link);
        ShowNames(folder, [.. files.Keys.Select(path => path.Split('/')[0])]);
        if (before is not null)
        {
            Directory.Delete(Path.Combine(folder, before), recursive: true);
        }
    }

    private static void WriteFile(string folder, string path, VolumeFile file)
    {
        var full = Path.Combine(folder, path);
        for (var parent = path.IndexOf('/'); parent > 0; parent = path.IndexOf('/', parent + 1))
        {
            var part = Path.Combine(folder, path[..parent]);
            Directory.CreateDirectory(part);
            LibC.SetMode(part, FolderMode);
        }

        using (var stream = new FileStream(full, FileMode.Create, FileAccess.Write))
        {
            stream.Write(file.Content.Span);
        }

        LibC.SetMode(full, file.Mode);
    }

    private static void ShowNames(string folder, HashSet<string> names)
    {
        foreach (var name in names)
        {
            var link = Path.Combine(folder, name);
            if (new FileInfo(link).LinkTarget is null)
            {
                File.CreateSymbolicLink(link, Path.Combine(Data, name));
            }
        }

        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(entry => !entry.Name.StartsWith("..", StringComparison.Ordinal) && !names.Contains(entry.Name)))
        {
            File.Delete(entry.FullName);
        }
    }
}
