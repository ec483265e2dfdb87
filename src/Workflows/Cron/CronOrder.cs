namespace JobFlows.Workflows.Cron;

/// <summary>A CronJob to look after.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its UID: a later CronJob of the same name is another's business.</param>
public sealed record CronOrder(string Namespace, string Name, string Uid)
{
    /// <summary>The ID of the orchestration that looks after it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string InstanceId => InstanceOf(Uid);

    /// <summary>The ID of the orchestration that looks after the CronJob of that UID.</summary>
    public static string InstanceOf(string uid) => $"cron-{uid}";
}
