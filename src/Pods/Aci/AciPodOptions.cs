using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using JobFlows.Storage.AzureStorage;

namespace JobFlows.Pods.Aci;

/// <summary>Settings of <see cref="AciPodRuntime"/>.</summary>
public sealed partial record AciPodOptions
{
    /// <summary>The subscription's ID, a GUID.</summary>
    public required string Subscription { get; init; }

    /// <summary>The resource group that the container groups are made in.</summary>
    public required string ResourceGroup { get; init; }

    /// <summary>The region that they are made in, such as <c>westeurope</c>. Default: the resource group's.</summary>
    public string? Location { get; init; }

    /// <summary>The resource ID of the subnet, delegated to Microsoft.ContainerInstance/containerGroups, that they are in. Default: none.</summary>
    public string? Subnet { get; init; }

    /// <summary>Who makes them: needs the role Azure Container Instances Contributor on the resource group.</summary>
    public required TokenCredential Credential { get; init; }

    /// <summary>Which of Azure's clouds. Default: the public one.</summary>
    public ArmEnvironment Cloud { get; init; } = ArmEnvironment.AzurePublicCloud;

    /// <summary>Tells the groups of this server from those of others in the same resource group: a tag. Groups with it whose pod is gone are deleted.</summary>
    public required string Server { get; init; }

    /// <summary>The folder for the logs of pods that have ended. This or <see cref="LogAccount"/> is needed.</summary>
    public string? LogDirectory { get; init; }

    /// <summary>The storage account for those logs, in the container <c>jobflows-runs</c>.</summary>
    public StorageAccount? LogAccount { get; init; }

    /// <summary>
    /// Whether this process looks after the groups all the time. Default: yes. A host that sleeps says no and calls <see cref="AciPodRuntime.RoundAsync"/>.
    /// </summary>
    public bool LooksByItself { get; init; } = true;

    /// <summary>How often a pod is looked at that has just changed. Default 3 s; the pause grows to a tenth of the time since its last change.</summary>
    public TimeSpan ShortestPoll { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often a pod is looked at that has not changed for long. Default 30 s.</summary>
    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause after Azure has refused something for now. Default 5 s; it doubles with each refusal in a row.</summary>
    public TimeSpan ShortestRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause between two tries to have a group made. Default 5 min.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a group has to be missing before its pod counts as lost: Azure may forget for a moment. Default 20 s.</summary>
    public TimeSpan MissingPatience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a log that is followed is looked at when it has just grown. Default 2 s.</summary>
    public TimeSpan LogPoll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Told of trouble in the background that nobody else is told of.</summary>
    public Action<string, Exception>? Trouble { get; init; }

    /// <summary>Takes the requests, in tests.</summary>
    internal HttpPipelineTransport? Transport { get; init; }

    /// <summary>What is wrong with how Azure's things are named; null when nothing is.</summary>
    public string? Problem() =>
        !Guid.TryParse(Subscription, out _) ? $"the Azure subscription is named by its ID, a GUID, not '{Subscription}'"
        : !ResourceGroupName().IsMatch(ResourceGroup) ? $"'{ResourceGroup}' can't be the name of an Azure resource group: letters, digits, '-', '_', '.', '(' and ')', at most 90 of them, not '.' at the end"
        : null;

    [GeneratedRegex(@"^[\p{L}\p{Nd}_().-]{0,89}[\p{L}\p{Nd}_()-]\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ResourceGroupName();
}
