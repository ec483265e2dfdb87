using System.CommandLine;
using JobFlows.Cli.Hosting;

namespace JobFlows.Cli.Commands;

/// <summary><c>jobflows serve</c>: the API server, until it is told to stop.</summary>
internal static class ServeCommand
{
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
            await using var host = await LocalHost.StartAsync(options, cancellation);
            Console.WriteLine($"JobFlows ready: {host.Url} kubeconfig: {host.KubeconfigPath}");
            if (host.Url.StartsWith("http:", StringComparison.Ordinal))
            {
                Console.Error.WriteLine("jobflows: kubectl sends no token over http, so it can't use this kubeconfig; it can with --listen https://…");
            }

            await host.WaitForStopAsync(cancellation);
            return ExitCodes.Completed;
        }
        catch (StartupException e)
        {
            Console.Error.WriteLine($"jobflows: {e.Message}");
            return ExitCodes.Trouble;
        }
    }
}
