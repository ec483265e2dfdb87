using System.Runtime.InteropServices;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>
/// Goes through a folder that a pod writes to, perhaps at the same time: names of any bytes, at any depth, links never followed, with a few
/// descriptors. The way back up is by <c>..</c>, and, where that leads elsewhere by now, down again from the top.
/// </summary>
internal abstract unsafe class FolderWalk
{
    // So many folders stay open on the way down: most trees are no deeper.
    private const int MostOpen = 16;
    private const int NameOffset = 19;
    private const int TypeOffset = 18;
    private const byte UnknownType = 0;
    private const byte FolderType = 4;

    private readonly List<Level> path = [];
    private string root = string.Empty;

    /// <summary>Where a walk is: a folder on its way down.</summary>
    private sealed class Level(byte[] name, int folder, FileFacts facts)
    {
        public byte[] Name { get; } = name;

        public FileFacts Facts { get; } = facts;

        /// <summary>Its descriptor; -1 while it is closed.</summary>
        public int Folder { get; set; } = folder;

        /// <summary>What it was read through, which owns the descriptor then.</summary>
        public nint Stream { get; set; }

        public Stack<byte[]> Below { get; } = new();
    }

    /// <summary>Sees the folder at the top.</summary>
    protected virtual void Begin(FileFacts top)
    {
    }

    /// <summary>Sees what a folder has.</summary>
    /// <returns>Whether to go into it.</returns>
    protected abstract bool Visit(int folder, byte* name, bool isFolder);

    /// <summary>A folder to go into can't be opened.</summary>
    /// <returns>Whether to try again.</returns>
    protected virtual bool Refused(int folder, byte* name, int error) => false;

    /// <summary>Sees a folder once more when all below it has been seen.</summary>
    protected virtual void Leave(int folder, byte* name)
    {
    }

    /// <summary>Sees everything in the folder.</summary>
    /// <returns>False when the folder can't be opened.</returns>
    protected bool Run(string folder)
    {
        root = folder;
        var top = FileSystem.OpenFolder(folder);
        if (top < 0)
        {
            return false;
        }

        try
        {
            var facts = FileSystem.Look(top, null) ?? default;
            Begin(facts);
            Enter([0], top, facts);
            while (path.Count > 0)
            {
                Step();
            }
        }
        finally
        {
            path.ForEach(Close);
            path.Clear();
        }

        return true;
    }

    private void Step()
    {
        var level = path[^1];
        if (level.Below.TryPop(out var next))
        {
            fixed (byte* name = next)
            {
                GoDown(level.Folder, name, next);
            }

            return;
        }

        path.RemoveAt(path.Count - 1);
        if (path.Count > 0 && GoUp(level))
        {
            fixed (byte* name = level.Name)
            {
                Leave(path[^1].Folder, name);
            }
        }

        Close(level);
    }

    private void GoDown(int folder, byte* name, byte[] copy)
    {
        var child = FileSystem.OpenFolder(folder, name);
        if (child < 0 && Refused(folder, name, Marshal.GetLastPInvokeError()))
        {
            child = FileSystem.OpenFolder(folder, name);
        }

        if (child < 0)
        {
            return;
        }

        if (FileSystem.Look(child, null) is not { } facts)
        {
            _ = LibC.Close(child);
            return;
        }

        if (path.Count >= MostOpen)
        {
            Close(path[^MostOpen]);
        }

        Enter(copy, child, facts);
    }

    private void Enter(byte[] name, int folder, FileFacts facts)
    {
        var level = new Level(name, folder, facts) { Stream = FileSystem.OpenStream(folder) };
        path.Add(level);
        while (level.Stream != 0 && FileSystem.ReadStream(level.Stream) is var entry && entry is not null)
        {
            var child = entry + NameOffset;
            var text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(child);
            if (!text.SequenceEqual("."u8) && !text.SequenceEqual(".."u8) && Visit(folder, child, IsFolder(folder, child, entry[TypeOffset])))
            {
                level.Below.Push([.. text, 0]);
            }
        }
    }

    private static bool IsFolder(int folder, byte* name, byte type) =>
        type == UnknownType ? FileSystem.Look(folder, name)?.Kind == FileKind.Directory : type == FolderType;

    // To the last folder of the path, from the one that was below it.
    private bool GoUp(Level below)
    {
        var parent = path[^1];
        if (parent.Folder < 0)
        {
            fixed (byte* up = ".."u8)
            {
                parent.Folder = Open(below.Folder, up, parent.Facts);
            }
        }

        return parent.Folder >= 0 || FindAgain();
    }

    // The folder was moved. What is left of its path is gone through from the top; what was to be seen below it goes with it.
    private bool FindAgain()
    {
        var depth = path.Count;
        var here = FileSystem.OpenFolder(root);
        for (var i = 1; i < depth && here >= 0; i++)
        {
            fixed (byte* name = path[i].Name)
            {
                var next = Open(here, name, path[i].Facts);
                if (next < 0)
                {
                    path.Skip(i).ToList().ForEach(Close);
                    path.RemoveRange(i, path.Count - i);
                    break;
                }

                _ = LibC.Close(here);
                here = next;
            }
        }

        Close(path[^1]);
        path[^1].Folder = here;
        if (here < 0)
        {
            path.Clear();
        }

        return path.Count == depth;
    }

    private static int Open(int folder, byte* name, FileFacts wanted)
    {
        var found = FileSystem.OpenFolder(folder, name);
        if (found >= 0 && !(FileSystem.Look(found, null) is { } facts && facts.Inode == wanted.Inode && facts.Device == wanted.Device))
        {
            _ = LibC.Close(found);
            return -1;
        }

        return found;
    }

    private static void Close(Level level)
    {
        if (level.Stream != 0)
        {
            _ = FileSystem.CloseStream(level.Stream);
        }
        else if (level.Folder >= 0)
        {
            _ = LibC.Close(level.Folder);
        }

        (level.Stream, level.Folder) = (0, -1);
    }
}
