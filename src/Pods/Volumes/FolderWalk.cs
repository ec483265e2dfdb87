using System.IO.Enumeration;

namespace JobFlows.Pods.Volumes;

/// <summary>Walks through folders that pods write to: links in them are entries like others and never followed.</summary>
internal static class FolderWalk
{
    /// <summary>All that is in the folder, at any depth.</summary>
    /// <param name="folder">Where to begin.</param>
    /// <param name="skipForbidden">Leave out what this account may not look into, rather than fail.</param>
    public static IEnumerable<(string Path, bool IsFolder, bool IsLink)> Entries(string folder, bool skipForbidden) =>
        new FileSystemEnumerable<(string, bool, bool)>(
            folder,
            (ref FileSystemEntry entry) => (entry.ToFullPath(), entry.IsDirectory, IsLink(ref entry)),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = skipForbidden })
        {
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(ref entry),
        };

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != FileAttributes.None;
}
