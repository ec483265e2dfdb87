using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using JobFlows.Api.Hosting;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Changes;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;

namespace JobFlows.Api.Tests.Fakes;

/// <summary>The API in a host in memory, with a store, and the namespace <c>default</c>.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private ApiHost(WebApplication app, MemoryObjectStore store, PlainDeletion deletion, ManualTime time, Mock<IObjectReactions> reactions, Mock<IPodRuntime> pods)
    {
        (this.app, Store, Deletion, Time, Reactions, Pods) = (app, store, deletion, time, reactions, pods);
        Client = app.GetTestClient();
        Client.DefaultRequestHeaders.UserAgent.ParseAdd("tests/1.0");
    }

    public HttpClient Client { get; }

    public KubernetesApi Api => app.Services.GetRequiredService<KubernetesApi>();

    public MemoryObjectStore Store { get; }

    public PlainDeletion Deletion { get; }

    public ManualTime Time { get; }

    public Mock<IObjectReactions> Reactions { get; }

    public Mock<IPodRuntime> Pods { get; }

    public static async Task<ApiHost> StartAsync(Action<KubernetesApiOptions>? configure = null)
    {
        var time = new ManualTime();
        var store = new MemoryObjectStore();
        var deletion = new PlainDeletion(store, time);
        var reactions = new Mock<IObjectReactions>();
        var pods = new Mock<IPodRuntime>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IObjectStore>(store).AddSingleton<IDeletion>(deletion).AddSingleton<TimeProvider>(time)
            .AddSingleton(reactions.Object).AddSingleton(pods.Object).AddKubernetesApi(configure);
        var built = builder.Build();
        built.MapKubernetesApi();
        await built.StartAsync();
        var host = new ApiHost(built, store, deletion, time, reactions, pods);
        await host.PutAsync(ResourceTypes.Namespaces, new Namespace
        {
            ApiVersion = "v1",
            Kind = "Namespace",
            Metadata = new ObjectMeta { Name = "default", CreationTimestamp = time.GetUtcNow() },
            Status = new NamespaceStatus { Phase = "Active" },
        });
        return host;
    }

    /// <summary>Stores an object as if it had been created; returns its revision.</summary>
    public async Task<StoredObject> PutAsync<T>(ResourceType type, T item)
        where T : KubeObject
    {
        var place = new ObjectKey(type.Resource, type.Namespaced ? item.Metadata.Namespace ?? "default" : "", item.Metadata.Name!);
        var current = await Store.GetAsync(place);
        var uid = current?.Uid ?? item.Metadata.Uid ?? Guid.NewGuid().ToString();
        var metadata = item.Metadata with { Uid = uid, Namespace = type.Namespaced ? place.Namespace : null };
        var full = item with { ApiVersion = type.ApiVersion, Kind = type.Kind, Metadata = metadata };
        ObjectWrite write = current is null
            ? new ObjectWrite.Create { Key = place, Json = KubeJson.Write(full), Uid = uid }
            : new ObjectWrite.Update { Key = place, Json = KubeJson.Write(full), ExpectedRevision = current.Revision };
        return ((WriteResult.Written)(await Store.WriteAsync([write]))[0]).Object;
    }

    public async Task<(int Code, JsonNode Body)> GetAsync(string path, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await SendAsync(request);
    }

    public Task<(int Code, JsonNode Body)> PostAsync(string path, string body) => SendAsync(HttpMethod.Post, path, body);

    public Task<(int Code, JsonNode Body)> SendAsync(HttpMethod method, string path, string body, string contentType = "application/json")
    {
        var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return SendAsync(request);
    }

    public async Task<(int Code, JsonNode Body)> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length > 0 && text[0] == '{' ? JsonNode.Parse(text)! : JsonValue.Create(text));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
