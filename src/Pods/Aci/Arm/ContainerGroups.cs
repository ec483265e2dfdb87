using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.ResourceManager;
using Azure.ResourceManager.Resources;
using JobFlows.Pods.Aci.Groups;

namespace JobFlows.Pods.Aci.Arm;

/// <summary>The container groups of one resource group: each method is one request to Azure Resource Manager, tried once.</summary>
internal sealed class ContainerGroups : ArmResource
{
    /// <summary>The version of the API of Microsoft.ContainerInstance.</summary>
    public const string ApiVersion = "2025-09-01";

    private const string Provider = "/providers/Microsoft.ContainerInstance/containerGroups";
    private static readonly ResourceType Kind = "Microsoft.ContainerInstance/containerGroups";
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(60);

    private ContainerGroups(ArmClient client, ResourceIdentifier resourceGroup)
        : base(client, resourceGroup)
    {
    }

    /// <summary>Makes the client. Nothing is connected to yet.</summary>
    public static ContainerGroups Of(AciPodOptions options)
    {
        var arm = new ArmClientOptions { Environment = options.Cloud };
        arm.SetApiVersion(Kind, ApiVersion);

        // Whoever asks has to know of each refusal: what is throttled is told to the pods, and slows all requests down.
        arm.Retry.MaxRetries = 0;
        arm.Retry.NetworkTimeout = LongestRequest;

        // Requests hold Secrets.
        arm.Diagnostics.IsLoggingEnabled = false;
        arm.Diagnostics.IsDistributedTracingEnabled = false;
        if (options.Transport is { } transport)
        {
            arm.Transport = transport;
        }

        return new ContainerGroups(new ArmClient(options.Credential, options.Subscription, arm), ResourceGroupResource.CreateResourceIdentifier(options.Subscription, options.ResourceGroup));
    }

    /// <summary>The region of the resource group.</summary>
    /// <exception cref="RequestFailedException">It is not there, or not for this identity.</exception>
    public async Task<string> LocationAsync(CancellationToken cancellation) =>
        (await Client.GetResourceGroupResource(Id).GetAsync(cancellation)).Value.Data.Location.Name;

    /// <summary>A group with what is known of its containers; null when there is none.</summary>
    /// <exception cref="RequestFailedException">Azure does not say.</exception>
    public async Task<GroupView?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var data = (await Client.GetGenericResource(IdOf(name)).GetAsync(cancellation)).Value.Data;
            return GroupView.Read(name, data.Tags, data.Properties);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Has a group made. Returns when Azure has accepted it; whether it comes to be is to be seen from the group.</summary>
    /// <exception cref="RequestFailedException">Azure refuses, for now or for good.</exception>
    public Task CreateAsync(string name, GenericResourceData group, CancellationToken cancellation) =>
        Client.GetGenericResources().CreateOrUpdateAsync(WaitUntil.Started, IdOf(name), group, cancellation);

    /// <summary>Has a group deleted, with all that runs in it. Returns when Azure has accepted that; it goes on for a while.</summary>
    /// <exception cref="RequestFailedException">Azure refuses.</exception>
    public async Task DeleteAsync(string name, CancellationToken cancellation)
    {
        try
        {
            await Client.GetGenericResource(IdOf(name)).DeleteAsync(WaitUntil.Started, cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // It is gone, which is what was wanted.
        }
    }

    /// <summary>Tells the containers of a group to stop.</summary>
    /// <exception cref="RequestFailedException">Azure refuses: the group may be gone, or just be made.</exception>
    public async Task StopAsync(string name, CancellationToken cancellation)
    {
        using var message = Message(RequestMethod.Post, $"/{name}/stop");
        await Pipeline.SendAsync(message, cancellation);
        if (message.Response.IsError)
        {
            throw new RequestFailedException(message.Response);
        }
    }

    /// <summary>The last of what a container wrote, 4 MB at most, each line with its time before it; null when there is no such log.</summary>
    /// <exception cref="RequestFailedException">Azure does not say.</exception>
    public async Task<string?> LogAsync(string name, string container, CancellationToken cancellation)
    {
        using var message = Message(RequestMethod.Get, $"/{name}/containers/{Uri.EscapeDataString(container)}/logs");
        message.Request.Uri.AppendQuery("timestamps", "true");
        await Pipeline.SendAsync(message, cancellation);
        return message.Response.Status switch
        {
            200 => JsonDocument.Parse(message.Response.Content).RootElement.TryGetProperty("content", out var content) ? content.GetString() ?? string.Empty : string.Empty,
            400 or 404 => null,
            _ => throw new RequestFailedException(message.Response),
        };
    }

    /// <summary>The groups that carry a tag with this value. What their containers do is not told.</summary>
    /// <exception cref="RequestFailedException">Azure does not say.</exception>
    public async Task<IReadOnlyList<GroupView>> ListAsync(string tag, string value, CancellationToken cancellation)
    {
        var found = new List<GroupView>();
        using var first = Message(RequestMethod.Get, string.Empty);
        var next = first.Request.Uri.ToUri();
        while (next is not null)
        {
            using var message = Pipeline.CreateMessage();
            message.Request.Method = RequestMethod.Get;
            message.Request.Uri.Reset(next);
            await Pipeline.SendAsync(message, cancellation);
            if (message.Response.IsError)
            {
                throw new RequestFailedException(message.Response);
            }

            using var page = JsonDocument.Parse(message.Response.Content);
            found.AddRange(page.RootElement.GetProperty("value").EnumerateArray().Select(GroupView.Read).Where(group => group.Tags.GetValueOrDefault(tag) == value));
            next = page.RootElement.TryGetProperty("nextLink", out var link) && link.GetString() is { Length: > 0 } more ? new Uri(more) : null;
        }

        return found;
    }

    private ResourceIdentifier IdOf(string name) => new(string.Create(CultureInfo.InvariantCulture, $"{Id}{Provider}/{name}"));

    private HttpMessage Message(RequestMethod method, string path)
    {
        var message = Pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(Endpoint);
        message.Request.Uri.AppendPath($"{Id}{Provider}{path}", escape: false);
        message.Request.Uri.AppendQuery("api-version", ApiVersion);
        message.Request.Headers.Add("Accept", "application/json");
        return message;
    }
}
