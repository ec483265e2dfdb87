using Azure.Identity;
using JobFlows.Functions.Authentication;
using JobFlows.Storage.AzureStorage;
using Microsoft.Extensions.Configuration;

namespace JobFlows.Functions.Hosting;

/// <summary>The app settings that begin with <c>JobFlows__</c>.</summary>
internal sealed record CloudOptions
{
    /// <summary>The app setting with the storage account, as the Functions host names it.</summary>
    public const string StorageSetting = "AzureWebJobsStorage";

    /// <summary>Pods run on queue workers.</summary>
    public const string QueuePods = "queue";

    /// <summary>Pods run on Azure Container Instances.</summary>
    public const string AciPods = "aci";

    /// <summary>Bearer tokens that allow everything, separated by commas or semicolons. For machines and first steps.</summary>
    public string? Tokens { get; init; }

    /// <summary>The Entra ID tokens that are let in.</summary>
    public EntraOptions Entra { get; init; } = new();

    /// <summary>What runs the pods: <c>queue</c> (the default), workers that take them from a queue; or <c>aci</c>, Azure Container Instances.</summary>
    public string Pods { get; init; } = QueuePods;

    /// <summary>Where the container groups are made, with <see cref="Pods"/> <c>aci</c>.</summary>
    public AciOptions Aci { get; init; } = new();

    /// <summary>The configured tokens, one by one.</summary>
    public IReadOnlyList<string> TokenList => (Tokens ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The storage account: a connection string, or with <c>__accountName</c> one that the app's identity has roles in.</summary>
    /// <exception cref="InvalidOperationException">Neither is set.</exception>
    /// <exception cref="StorageAccountException">The connection string can't be read.</exception>
    public static StorageAccount Account(IConfiguration configuration)
    {
        if (configuration[StorageSetting] is { Length: > 0 } connectionString)
        {
            return StorageAccount.Parse(connectionString);
        }

        var section = configuration.GetSection(StorageSetting);
        if (section["accountName"] is not { Length: > 0 } account)
        {
            throw new InvalidOperationException($"the app setting {StorageSetting}, or {StorageSetting}__accountName, is needed");
        }

        var identity = section["clientId"] is { Length: > 0 } client ? ManagedIdentityId.FromUserAssignedClientId(client) : ManagedIdentityId.SystemAssigned;
        var suffix = section["endpointSuffix"] is { Length: > 0 } other ? other : "core.windows.net";
        return StorageAccount.Of(new Uri($"https://{account}.blob.{suffix}"), new Uri($"https://{account}.queue.{suffix}"), new ManagedIdentityCredential(identity));
    }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">They can't be used; the message names everything that is wrong.</exception>
    public static CloudOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection("JobFlows").Get<CloudOptions>() ?? new CloudOptions();
        options = options with { Aci = options.Aci with { ClientId = options.Aci.ClientId ?? configuration[$"{StorageSetting}:clientId"] } };
        var problems = options.Entra.IsUsed ? [.. options.Entra.Validate()] : new List<string>();
        if (options.TokenList.Count == 0 && !options.Entra.IsUsed)
        {
            problems.Add("nothing is served without authentication: set JobFlows__Entra__TenantId and JobFlows__Entra__Audience, or JobFlows__Tokens");
        }

        if (options.TokenList.Any(token => token.Length < 16))
        {
            problems.Add("JobFlows__Tokens: a token has less than 16 characters");
        }

        if (options.Pods is not (QueuePods or AciPods))
        {
            problems.Add($"JobFlows__Pods is {QueuePods} or {AciPods}, not '{options.Pods}'");
        }

        if (options is { Pods: AciPods, Aci: { Subscription: null or "" } or { ResourceGroup: null or "" } })
        {
            problems.Add($"JobFlows__Pods={AciPods} needs JobFlows__Aci__Subscription and JobFlows__Aci__ResourceGroup");
        }

        if (options is { Pods: AciPods, Aci.Subscription: { Length: > 0 } subscription } && !Guid.TryParse(subscription, out _))
        {
            problems.Add("JobFlows__Aci__Subscription is the subscription's ID, a GUID");
        }

        return problems.Count == 0 ? options : throw new InvalidOperationException(string.Join("; ", problems));
    }
}
