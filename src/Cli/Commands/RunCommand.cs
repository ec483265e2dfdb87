using System.CommandLine;
using System.Runtime.InteropServices;
using JobFlows.Cli.Hosting;
using JobFlows.Cli.Running;
using JobFlows.Pods.Volumes;

namespace JobFlows.Cli.Commands;

/// <summary><c>jobflows run</c>: one file, to its end, in a folder of its own that is gone afterwards.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A YAML or JSON file with Jobs and what they need, or - for standard input." };
        var pods = Settings.Pods();
        var containerTool = Settings.ContainerTool();
        var containerOptions = Settings.ContainerOptions();
        var images = Settings.Images();
        var claims = Settings.Claims();
        var allocatable = Settings.Allocatable();
        var processLimit = Settings.ProcessLimit();
        var logLevel = Settings.LogLevel();
        var command = new Command("run", "Run the Jobs of a file and show their logs; 0 when all completed, 1 when one failed, 2 on a bad document.")
        {
            file, pods, containerTool, containerOptions, images, claims, allocatable, processLimit, logLevel,
        };
        command.SetAction(async (result, cancellation) =>
        {
            // The terminal that closes is a reason to stop like any other.
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
            {
                signal.Cancel = true;
                stop.Cancel();
            });
            TemporaryFolders.DeleteAbandoned();
            var folder = TemporaryFolders.Create();
            try
            {
                var options = new LocalHostOptions
                {
                    DataDirectory = folder,
                    Listen = "unix:" + Path.Combine(folder, "api.sock"),
                    Pods = result.GetRequiredValue(pods),
                    ContainerTool = result.GetRequiredValue(containerTool),
                    ContainerOptions = result.GetRequiredValue(containerOptions),
                    ImagesFile = result.GetRequiredValue(images) is { Length: > 0 } path ? Path.GetFullPath(path) : null,
                    ClaimsDirectory = result.GetRequiredValue(claims) is { Length: > 0 } claimed ? Path.GetFullPath(claimed) : null,
                    Allocatable = result.GetRequiredValue(allocatable),
                    ProcessLimit = long.Parse(result.GetRequiredValue(processLimit)),
                    LogLevel = result.GetRequiredValue(logLevel),
                    StopPodsAtEnd = true,
                };
                return await RunAsync(result.GetRequiredValue(file), options, stop.Token);
            }
            catch (OperationCanceledException)
            {
                return ExitCodes.Interrupted;
            }
            catch (StartupException e)
            {
                Console.Error.WriteLine($"jobflows: {e.Message}");
                return ExitCodes.Trouble;
            }
            catch (OutputException e)
            {
                await Console.Error.WriteLineAsync($"jobflows: {e.Message}");
                return ExitCodes.Trouble;
            }
            finally
            {
                FolderRemoval.Delete(folder);
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(string file, LocalHostOptions options, CancellationToken cancellation)
    {
        IReadOnlyList<Manifest> manifests;
        try
        {
            manifests = Manifest.Parse(file == "-" ? await Console.In.ReadToEndAsync(cancellation) : await File.ReadAllTextAsync(file, cancellation));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            Console.Error.WriteLine($"error: {file}: {e.Message}");
            return ExitCodes.BadDocument;
        }

        await using var host = await LocalHost.StartAsync(options, cancellation);
        using var api = new ApiClient(host.SocketPath!, host.Token);
        var (jobs, errors) = await new Submission(api).SubmitAsync(manifests, cancellation);
        if (errors.Count > 0)
        {
            foreach (var error in errors)
            {
                Console.Error.WriteLine($"error: {error}");
            }

            return ExitCodes.BadDocument;
        }

        var screen = new Screen(Console.Out, Console.Error);
        var completed = await Task.WhenAll(jobs.Select(job => new JobRun(api, host.Runtime, job, isAlone: jobs.Count == 1, screen).RunAsync(cancellation)));
        return completed.All(one => one) ? ExitCodes.Completed : ExitCodes.Failed;
    }
}
