using System.CommandLine;
using System.Globalization;
using JobFlows.Cli.Hosting;
using JobFlows.Pods.Queue.Worker;
using JobFlows.Pods.Volumes;
using JobFlows.Storage.AzureStorage;

namespace JobFlows.Cli.Commands;

/// <summary><c>jobflows worker</c>: runs the pods of servers with <c>--pods queue</c>, until it is told to stop.</summary>
internal static class WorkerCommand
{
    public static Command Create()
    {
        var queue = Setting.CreateSecret(
            "--queue",
            "Where the pods come from: the connection string of the server's storage account, or the queue's URL, such as https://NAME.queue.core.windows.net/jobflows-pods, "
            + "with a shared access signature for queues and blobs or, without one, for this machine's Azure identity.");
        var room = Setting.Create("--room", "How many pods run at once.", Math.Max(4, 2 * Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture));
        room.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } value && !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 10_000))
            {
                result.AddError($"--room (or JOBFLOWS_ROOM) must be a whole number from 1 to 10000, not '{value}'");
            }
        });
        var lease = Setting.CreateDuration("--lease", "How long this worker may be silent before it counts as lost, and its pods as failed.", "1m");
        var data = Setting.Create("--data", "The folder for pods and their logs while they run. Default: a temporary one.", "");
        var images = Settings.Images();
        var claims = Settings.Claims();
        var processLimit = Settings.ProcessLimit();
        var command = new Command("worker", "Run pods that servers with --pods queue send out.") { queue, room, lease, data, images, claims, processLimit };
        command.SetAction(async (result, cancellation) =>
        {
            if (result.Secret(queue) is not { } address)
            {
                return await TroubleAsync("--queue (or JOBFLOWS_QUEUE) is needed: the storage connection string, or the queue's URL");
            }

            var given = result.GetRequiredValue(data);
            if (given.Length == 0)
            {
                TemporaryFolders.DeleteAbandoned();
            }

            var folder = given.Length > 0 ? Path.GetFullPath(given) : TemporaryFolders.Create();
            try
            {
                using var home = DataDirectory.Open(folder);
                var options = new QueueWorkerOptions
                {
                    Processes = PodRuntimes.Processes(
                        new LocalHostOptions
                        {
                            DataDirectory = folder,
                            Listen = "",
                            ImagesFile = result.GetRequiredValue(images) is { Length: > 0 } file ? Path.GetFullPath(file) : null,
                            ClaimsDirectory = result.GetRequiredValue(claims) is { Length: > 0 } claimed ? Path.GetFullPath(claimed) : null,
                            ProcessLimit = long.Parse(result.GetRequiredValue(processLimit), CultureInfo.InvariantCulture),
                            StopPodsAtEnd = true,
                        },
                        home),
                    Room = int.Parse(result.GetRequiredValue(room), CultureInfo.InvariantCulture),
                    Lease = Duration.Parse(result.GetRequiredValue(lease))!.Value,
                    Trouble = Tell,
                };
                return await RunAsync(QueueAddress.Parse(address), options, cancellation);
            }
            catch (Exception e) when (e is StartupException or StorageAccountException or ArgumentException)
            {
                return await TroubleAsync(e.Message);
            }
            finally
            {
                if (given.Length == 0)
                {
                    FolderRemoval.Delete(folder);
                }
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(QueueAddress address, QueueWorkerOptions options, CancellationToken cancellation)
    {
        var worker = new QueueWorker(options with { Names = address.Names }, address.Account, TimeProvider.System);
        try
        {
            await worker.ConnectAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Completed;
        }
        catch (Exception e) when (address.Account.Explain(e) is { } reason)
        {
            throw new StartupException(reason.Message, e);
        }

        address.Account.Availability.Told = what => Tell(what, e: null);
        Console.WriteLine($"JobFlows worker ready: {worker.Name} room: {options.Room}");
        await worker.RunAsync(cancellation);
        return ExitCodes.Completed;
    }

    private static void Tell(string what, Exception? e)
    {
        if (!TroubleLog.IsToldElsewhere(e))
        {
            Console.Error.WriteLine($"jobflows worker: {what}{(e is null ? "" : ": " + e.Message.Split('\n')[0])}");
        }
    }

    private static async Task<int> TroubleAsync(string message)
    {
        await Console.Error.WriteLineAsync($"jobflows: {message}");
        return ExitCodes.Trouble;
    }
}
