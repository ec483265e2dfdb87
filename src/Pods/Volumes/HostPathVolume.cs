using JobFlows.Domain.Core;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>hostPath volumes and their types.</summary>
internal static class HostPathVolume
{
    /// <summary>Creates or checks the path as the type asks.</summary>
    /// <returns>Null, or why the volume can't be used.</returns>
    /// <exception cref="IOException">It can't be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public static string? Prepare(HostPathVolumeSource volume)
    {
        var path = volume.Path ?? string.Empty;
        if (volume.Type is null or "" or "DirectoryOrCreate" && LibC.KindOf(path) == FileKind.Missing)
        {
            Directory.CreateDirectory(path);
        }
        else if (volume.Type == "FileOrCreate" && LibC.KindOf(path) == FileKind.Missing)
        {
            File.Create(path).Dispose();
        }

        var kind = LibC.KindOf(path);
        return volume.Type switch
        {
            null or "" => null,
            "Directory" or "DirectoryOrCreate" => Check(path, kind, FileKind.Directory, "directory"),
            "File" or "FileOrCreate" => Check(path, kind, FileKind.File, "file"),
            "Socket" => Check(path, kind, FileKind.Socket, "socket file"),
            "CharDevice" => Check(path, kind, FileKind.CharacterDevice, "character device"),
            "BlockDevice" => Check(path, kind, FileKind.BlockDevice, "block device"),
            _ => $"{volume.Type} is an invalid volume type",
        };
    }

    private static string? Check(string path, FileKind kind, FileKind wanted, string name) =>
        kind == wanted ? null : $"hostPath type check failed: {path} is not a {name}";
}
