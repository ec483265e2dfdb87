using JobFlows.Domain.Core;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>hostPath volumes and their types.</summary>
internal static class HostPathVolume
{
    /// <summary>Creates or checks the path as the type asks.</summary>
    /// <returns>Null, or why the volume can't be used.</returns>
    public static string? Prepare(HostPathVolumeSource volume)
    {
        var path = volume.Path ?? string.Empty;
        try
        {
            var kind = LibC.KindOf(path);
            switch (volume.Type)
            {
                case null or "" or "DirectoryOrCreate" when kind == FileKind.Missing:
                    Directory.CreateDirectory(path);
                    return null;
                case null or "":
                    return null;
                case "FileOrCreate" when kind == FileKind.Missing:
                    File.Create(path).Dispose();
                    return null;
                case "Directory" or "DirectoryOrCreate":
                    return Check(path, kind, FileKind.Directory, "a directory");
                case "File" or "FileOrCreate":
                    return Check(path, kind, FileKind.File, "a file");
                case "Socket":
                    return Check(path, kind, FileKind.Socket, "a socket file");
                case "CharDevice":
                    return Check(path, kind, FileKind.CharacterDevice, "a character device");
                case "BlockDevice":
                    return Check(path, kind, FileKind.BlockDevice, "a block device");
                default:
                    return $"unknown hostPath type {volume.Type}";
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static string? Check(string path, FileKind kind, FileKind wanted, string name) =>
        kind == wanted ? null : $"hostPath type check failed: {path} is not {name}";
}
