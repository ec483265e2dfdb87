using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace JobFlows.Azurite;

/// <summary>
/// Azurite, Azure Storage's emulator, in a folder and on ports of its own. It ends with whoever started it, also after a kill, and leaves
/// nothing behind.
/// </summary>
public sealed partial class AzuriteServer : IAsyncDisposable
{
    /// <summary>The account of every Azurite; its key is published, too.</summary>
    public const string Account = "devstoreaccount1";

    /// <summary>The published key.</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(50);
    private readonly string root;
    private readonly string folder;
    private readonly List<string> requests = [];
    private Process process;

    private AzuriteServer(string root, string folder)
    {
        (this.root, this.folder) = (root, folder);
        process = Launch();
    }

    /// <summary>Where its blobs are.</summary>
    public string BlobEndpoint { get; private set; } = "";

    /// <summary>Where its queues are.</summary>
    public string QueueEndpoint { get; private set; } = "";

    /// <summary>How to connect.</summary>
    public string ConnectionString => ConnectionStringWith(Key);

    /// <summary>Its process.</summary>
    public int Id => process.Id;

    /// <summary>The lines of its access log, one per request so far.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (requests)
            {
                return [.. requests];
            }
        }
    }

    /// <summary>How to connect with another key.</summary>
    public string ConnectionStringWith(string key) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={key};BlobEndpoint={BlobEndpoint};QueueEndpoint={QueueEndpoint};";

    /// <summary>Installs it where it isn't yet, and starts it.</summary>
    /// <exception cref="InvalidOperationException">It can't be installed or started.</exception>
    public static async Task<AzuriteServer> StartAsync()
    {
        var root = FindCheckout();
        await InstallAsync(root);
        var server = new AzuriteServer(root, Directory.CreateTempSubdirectory("jobflows-azurite-").FullName);
        try
        {
            await server.ReadyAsync().WaitAsync(Patience);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills it (SIGKILL): nothing answers until it is started again.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Starts it again, after a kill, at the same place.</summary>
    public async Task RestartAsync()
    {
        process.Dispose();
        process = Launch();
        await ReadyAsync().WaitAsync(Patience);
    }

    /// <summary>What it has written down of what it has accepted, as soon as that is everything up to now: it does so every few seconds.</summary>
    public async Task<AzuriteSavePoint> SavePointAsync()
    {
        var now = DateTime.UtcNow;
        var blobs = AzuriteSavePoint.FileIn(folder);
        while (!File.Exists(blobs) || File.GetLastWriteTimeUtc(blobs) <= now)
        {
            await Task.Delay(LookPause);
        }

        return await AzuriteSavePoint.ReadAsync(folder);
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        if (Directory.Exists(folder))
        {
            // It was killed.
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex("Azurite (Blob|Queue|Table) service is successfully listening at (http://[^ ]+)")]
    private static partial Regex Listening { get; }

    private static string FindCheckout()
    {
        for (var folder = new DirectoryInfo(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "JobFlows.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("the tests do not run in a checkout");
    }

    private static async Task InstallAsync(string root)
    {
        using var install = Process.Start(new ProcessStartInfo("bash", [Path.Combine(root, "build", "install-azurite.sh")])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
        var trouble = await install.StandardError.ReadToEndAsync();
        await install.WaitForExitAsync();
        if (install.ExitCode != 0)
        {
            throw new InvalidOperationException($"Azurite can't be installed: {trouble}");
        }
    }

    private Process Launch() => Process.Start(new ProcessStartInfo("node")
    {
        ArgumentList =
        {
            Path.Combine(root, "tests", "Azurite", "start.cjs"), "--location", folder, "--blobPort", PortOf(BlobEndpoint), "--queuePort", PortOf(QueueEndpoint), "--tablePort", "0",
            "--skipApiVersionCheck", "--disableTelemetry",
        },
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static string PortOf(string endpoint) => endpoint.Length > 0 ? new Uri(endpoint).Port.ToString(CultureInfo.InvariantCulture) : "0";

    private async Task ReadyAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening.Match(line) is not { Success: true } match)
            {
                continue;
            }

            var endpoint = $"{match.Groups[2].Value}/{Account}";
            switch (match.Groups[1].Value)
            {
                case "Blob":
                    BlobEndpoint = endpoint;
                    break;
                case "Queue":
                    QueueEndpoint = endpoint;
                    break;
                default:
                    _ = PumpAsync();
                    return;
            }
        }

        throw new InvalidOperationException($"Azurite did not start: {await process.StandardError.ReadToEndAsync()}");
    }

    private async Task PumpAsync()
    {
        _ = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (requests)
            {
                requests.Add(line);
            }
        }
    }
}
