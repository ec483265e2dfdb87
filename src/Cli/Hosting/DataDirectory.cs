using System.Security.Cryptography;

namespace JobFlows.Cli.Hosting;

/// <summary>The folder of one server, locked while it runs. Its files are for its owner alone: they hold the token and the logs.</summary>
internal sealed class DataDirectory : IDisposable
{
    /// <summary>The file that a server holds locked.</summary>
    public const string LockName = "lock";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly FileStream lockFile;

    private DataDirectory(string path, FileStream lockFile)
    {
        Root = path;
        this.lockFile = lockFile;
    }

    public string Root { get; }

    public string Database => Path.Combine(Root, "jobflows.db");

    public string Kubeconfig => Path.Combine(Root, "kubeconfig");

    public string Certificate => Path.Combine(Root, "server.pem");

    public string Pods => Path.Combine(Root, "pods");

    /// <summary>The same of pods in containers: a supervisor runs either.</summary>
    public string Containers => Path.Combine(Root, "containers");

    /// <summary>The folders of persistentVolumeClaims, unless an option says otherwise.</summary>
    public string Claims => Path.Combine(Root, "claims");

    /// <summary>Opens the folder, creating it where it is missing.</summary>
    /// <exception cref="StartupException">It can't be used, or another server uses it.</exception>
    public static DataDirectory Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"the data folder {path} can't be made: {e.Message}", e);
        }

        try
        {
            var handle = new FileStream(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataDirectory(path, handle);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"the data folder {path} is in use by another server, or can't be written: {e.Message}", e);
        }
    }

    /// <summary>The bearer token: the one kept here, or a new random one of 256 bits.</summary>
    public string Token()
    {
        var path = Path.Combine(Root, "token");
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: >= 32 } kept)
        {
            return kept;
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        WritePrivate(path, token);
        return token;
    }

    /// <summary>Tells this folder's server from every other: the id kept here, or a new one.</summary>
    public Guid HostId()
    {
        var path = Path.Combine(Root, "host-id");
        if (File.Exists(path) && Guid.TryParse(File.ReadAllText(path), out var kept))
        {
            return kept;
        }

        var id = Guid.NewGuid();
        WritePrivate(path, id.ToString());
        return id;
    }

    /// <summary>Writes a file whole or not at all, readable by its owner alone (mode 0600).</summary>
    public static void WritePrivate(string path, string text)
    {
        var draft = path + ".new";
        File.Delete(draft);
        using (var stream = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(text);
        }

        File.Move(draft, path, overwrite: true);
    }

    public void Dispose() => lockFile.Dispose();
}
