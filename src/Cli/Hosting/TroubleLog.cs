using JobFlows.Storage.AzureStorage;
using JobFlows.Workflows.Objects;

namespace JobFlows.Cli.Hosting;

/// <summary>Logs what goes wrong in the background. That storage can't be reached is told once for all, and not by everybody who meets it.</summary>
internal static class TroubleLog
{
    /// <summary>Logs a failure.</summary>
    public static void Trouble(this ILogger log, string what, Exception e) => log.Log(IsToldElsewhere(e) ? LogLevel.Debug : LogLevel.Error, e, "{What}", what);

    /// <summary>Whether it is another's part to say so.</summary>
    public static bool IsToldElsewhere(Exception? e) => e is StoreUnavailableException || (e is not null && StorageAccount.IsAway(e));
}
