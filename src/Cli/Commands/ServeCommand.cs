using System.CommandLine;
using JobFlows.Cli.Hosting;
using JobFlows.Storage.AzureStorage;

namespace JobFlows.Cli.Commands;

/// <summary><c>jobflows serve</c>: the API server, until it is told to stop.</summary>
internal static class ServeCommand
{
    private static readonly TimeSpan RestartPause = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var data = Setting.Create("--data", "Where everything is kept.", Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".jobflows"));
        var listen = Setting.Create("--listen", "Where to listen: https (a port of 0 picks a free one), or http for clients other than kubectl.", "https://127.0.0.1:6443");
        var storage = Setting.CreateSecret(
            "--storage", "The connection string of an Azure Storage account that keeps the objects, or UseDevelopmentStorage=true for the Azurite on this machine; by default --data does.");
        var pods = Settings.Pods();
        var containerTool = Settings.ContainerTool();
        var containerOptions = Settings.ContainerOptions();
        var aci = new AciSettings();
        var images = Settings.Images();
        var claims = Settings.Claims();
        var history = Setting.CreateDuration(
            "--history-lifetime", "How far back lists and watches can begin, such as 300s, 5m or 1h; older revisions are answered with 410.", "5m");
        var allocatable = Settings.Allocatable();
        var processLimit = Settings.ProcessLimit();
        var logFileSize = Settings.LogFileSize();
        var logFiles = Settings.LogFiles();
        var logLevel = Settings.LogLevel();
        var command = new Command("serve", "Serve the Kubernetes Jobs API.")
        {
            data, listen, storage, pods, containerTool, containerOptions, images, claims, history, allocatable, processLimit, logFileSize, logFiles, logLevel,
        };
        aci.AddTo(command);
        command.SetAction((result, cancellation) => RunAsync(
            new LocalHostOptions
            {
                DataDirectory = Path.GetFullPath(result.GetRequiredValue(data)),
                Listen = result.GetRequiredValue(listen),
                Storage = result.Secret(storage),
                Pods = result.GetRequiredValue(pods),
                ContainerTool = result.GetRequiredValue(containerTool),
                ContainerOptions = result.GetRequiredValue(containerOptions),
                Aci = aci.Read(result),
                ImagesFile = result.GetRequiredValue(images) is { Length: > 0 } file ? Path.GetFullPath(file) : null,
                ClaimsDirectory = result.GetRequiredValue(claims) is { Length: > 0 } claimed ? Path.GetFullPath(claimed) : null,
                Allocatable = result.GetRequiredValue(allocatable),
                ProcessLimit = long.Parse(result.GetRequiredValue(processLimit)),
                HistoryLifetime = Duration.Parse(result.GetRequiredValue(history))!.Value,
                LogFileBytes = ByteSize.Parse(result.GetRequiredValue(logFileSize))!.Value,
                LogFiles = int.Parse(result.GetRequiredValue(logFiles)),
                LogLevel = result.GetRequiredValue(logLevel),
            },
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(LocalHostOptions options, CancellationToken cancellation)
    {
        try
        {
            var next = await ServeAsync(options, isFirst: true, cancellation);
            while (next is not null)
            {
                next = await ServeAgainAsync(next, cancellation);
            }

            return ExitCodes.Completed;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCodes.Completed;
        }
        catch (StartupException e)
        {
            Console.Error.WriteLine($"jobflows: {e.Message}");
            return ExitCodes.Trouble;
        }
    }

    /// <returns>How to go on; null for the end.</returns>
    private static async Task<LocalHostOptions?> ServeAsync(LocalHostOptions options, bool isFirst, CancellationToken cancellation)
    {
        await using var host = await LocalHost.StartAsync(options, cancellation);
        if (isFirst)
        {
            Console.WriteLine($"JobFlows ready: {host.Url} kubeconfig: {host.KubeconfigPath}");
            if (host.Url.StartsWith("http:", StringComparison.Ordinal))
            {
                Console.Error.WriteLine("jobflows: kubectl sends no token over http, so it can't use this kubeconfig; it can with --listen https://…");
            }
        }

        await host.WaitForStopAsync(cancellation);
        return host.Next;
    }

    /// <summary>Goes on after storage has lost writes. That it is away again is no reason to give up.</summary>
    private static async Task<LocalHostOptions?> ServeAgainAsync(LocalHostOptions options, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await ServeAsync(options, isFirst: false, cancellation);
            }
            catch (StartupException e) when (e.InnerException is StorageAccountException)
            {
                Console.Error.WriteLine($"jobflows: {e.Message}; it is tried again");
                await Task.Delay(RestartPause, cancellation);
            }
        }
    }
}
