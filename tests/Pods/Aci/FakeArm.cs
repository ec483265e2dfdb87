using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;

namespace JobFlows.Pods.Tests.Aci;

/// <summary>
/// Azure Resource Manager as far as container groups go, by the contract of Microsoft.ContainerInstance 2025-09-01 in azure-rest-api-specs: its
/// paths, codes, bodies, headers of long operations, and errors.
/// </summary>
internal sealed class FakeArm : HttpMessageHandler
{
    public const string Subscription = "00000000-0000-0000-0000-000000000001";
    public const string ResourceGroup = "jobs";
    private const string ApiVersion = "2025-09-01";
    private const int PageSize = 2;
    private const string Root = $"/subscriptions/{Subscription}/resourceGroups/{ResourceGroup}";
    private const string Groups = $"{Root}/providers/Microsoft.ContainerInstance/containerGroups";

    private readonly Lock gate = new();
    private readonly Dictionary<string, FakeGroup> groups = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<Func<HttpResponseMessage>> refusals = new();

    /// <summary>The groups that there are, also those that are being deleted.</summary>
    public IReadOnlyList<FakeGroup> Present
    {
        get
        {
            lock (gate)
            {
                return [.. groups.Values];
            }
        }
    }

    /// <summary>All requests so far, as <c>PUT name</c>, <c>GET name</c>, <c>LIST</c>, <c>STOP name</c>, <c>LOGS name/container</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>How many GETs a group that is deleted still answers.</summary>
    public int DeletionGets { get; set; } = 1;

    /// <summary>Called with each group that has just been made.</summary>
    public Action<FakeGroup>? Made { get; set; }

    /// <summary>The group of a pod, once it is there.</summary>
    public async Task<FakeGroup> GroupAsync(string uid)
    {
        while (true)
        {
            lock (gate)
            {
                if (groups.TryGetValue($"pod-{uid}", out var group))
                {
                    return group;
                }
            }

            await Task.Delay(5);
        }
    }

    /// <summary>Waits until so many requests of a kind have come.</summary>
    public async Task SeesAsync(string request, int times = 1)
    {
        while (Requests.Count(one => one.StartsWith(request, StringComparison.Ordinal)) < times)
        {
            await Task.Delay(5);
        }
    }

    /// <summary>How many requests of a kind have come.</summary>
    public int Count(string request) => Requests.Count(one => one.StartsWith(request, StringComparison.Ordinal));

    /// <summary>The next groups that are asked for are refused.</summary>
    public void RefuseCreate(int status, string code, string message, int times = 1, string? retryAfter = null)
    {
        for (var i = 0; i < times; i++)
        {
            refusals.Enqueue(() => Error(status, code, message, retryAfter));
        }
    }

    /// <summary>Somebody deletes the group behind our back.</summary>
    public void Lose(string uid)
    {
        lock (gate)
        {
            groups.Remove($"pod-{uid}");
        }
    }

    /// <summary>Answers before anything else does, when set and not null.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?>? Intercept { get; set; }

    /// <summary>An error as Azure writes it.</summary>
    public static HttpResponseMessage Error(int status, string code, string message, string? retryAfter = null)
    {
        var response = Json((HttpStatusCode)status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });
        if (retryAfter is not null)
        {
            response.Headers.Add("Retry-After", retryAfter);
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var response = Intercept?.Invoke(request) ?? Answer(request, body);
        response.Headers.Add("x-ms-request-id", Guid.NewGuid().ToString());
        response.RequestMessage = request;
        return response;
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, string? body)
    {
        Assert.Equal(new AuthenticationHeaderValue("Bearer", "token"), request.Headers.Authorization);
        var path = request.RequestUri!.AbsolutePath;
        var query = HttpUtility.ParseQueryString(request.RequestUri.Query);
        if (path.Equals(Root, StringComparison.OrdinalIgnoreCase))
        {
            return Json(HttpStatusCode.OK, new JsonObject { ["id"] = Root, ["name"] = ResourceGroup, ["location"] = "westeurope", ["properties"] = new JsonObject { ["provisioningState"] = "Succeeded" } });
        }

        if (!path.StartsWith(Groups, StringComparison.OrdinalIgnoreCase))
        {
            return Error(404, "ResourceGroupNotFound", $"Resource group '{path.Split('/').ElementAtOrDefault(4)}' could not be found.");
        }

        Assert.Equal(ApiVersion, query["api-version"]);
        var parts = path[Groups.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        lock (gate)
        {
            return (request.Method.Method, parts) switch
            {
                ("GET", []) => List(query["page"]),
                ("PUT", [var name]) => Put(name, JsonNode.Parse(body!)!.AsObject()),
                ("GET", [var name]) => Get(name),
                ("DELETE", [var name]) => Delete(name),
                ("POST", [var name, "stop"]) => Stop(name),
                ("GET", [var name, "containers", var container, "logs"]) => Logs(name, container, query["timestamps"]),
                _ => Error(405, "MethodNotAllowed", "no such operation"),
            };
        }
    }

    private HttpResponseMessage Put(string name, JsonObject document)
    {
        Requests.Enqueue($"PUT {name}");
        if (refusals.TryDequeue(out var refusal))
        {
            return refusal();
        }

        if (GroupContract.Problem(document) is { } problem)
        {
            return Error(400, "InvalidRequestContent", problem);
        }

        if (groups.ContainsKey(name))
        {
            return Error(409, "ContainerGroupTransitioning", $"The container group '{name}' is still transitioning, please retry later.");
        }

        var group = new FakeGroup(name, document);
        groups[name] = group;
        Made?.Invoke(group);
        var response = Json(HttpStatusCode.Created, group.Show());
        var operation = $"https://management.azure.com/subscriptions/{Subscription}/providers/Microsoft.ContainerInstance/locations/westeurope/operations/{Guid.NewGuid()}?api-version={ApiVersion}";
        response.Headers.Add("Azure-AsyncOperation", operation);
        response.Headers.Add("Location", operation);
        response.Headers.Add("Retry-After", "10");
        return response;
    }

    private HttpResponseMessage Get(string name)
    {
        Requests.Enqueue($"GET {name}");
        if (!groups.TryGetValue(name, out var group))
        {
            return NotFound(name);
        }

        if (group.IsGoing && ++group.GetsWhileGoing > DeletionGets)
        {
            groups.Remove(name);
            return NotFound(name);
        }

        group.Looked();
        return Json(HttpStatusCode.OK, group.Show());
    }

    private HttpResponseMessage Delete(string name)
    {
        Requests.Enqueue($"DELETE {name}");
        if (!groups.TryGetValue(name, out var group))
        {
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        }

        group.IsGoing = true;
        if (DeletionGets == 0)
        {
            groups.Remove(name);
            return Json(HttpStatusCode.OK, group.Show());
        }

        var response = new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new ByteArrayContent([]) };
        response.Headers.Add("Location", $"https://management.azure.com/subscriptions/{Subscription}/providers/Microsoft.ContainerInstance/locations/westeurope/operationresults/{Guid.NewGuid()}?api-version={ApiVersion}");
        response.Headers.Add("Retry-After", "10");
        return response;
    }

    private HttpResponseMessage Stop(string name)
    {
        Requests.Enqueue($"STOP {name}");
        if (!groups.TryGetValue(name, out var group))
        {
            return NotFound(name);
        }

        if (group.ProvisioningState != "Succeeded")
        {
            return Error(409, "ContainerGroupTransitioning", $"The container group '{name}' is still transitioning, please retry later.");
        }

        group.ToldToStop();
        return new HttpResponseMessage(HttpStatusCode.NoContent);
    }

    private HttpResponseMessage Logs(string name, string container, string? timestamps)
    {
        Requests.Enqueue($"LOGS {name}/{container}");
        return !groups.TryGetValue(name, out var group) ? NotFound(name)
            : group.LogOf(container) is not { } log ? Error(400, "ContainerNotFound", $"The container '{container}' is not found in the container group '{name}'.")
            : Json(HttpStatusCode.OK, new JsonObject { ["content"] = string.Concat(log.Select(line => (timestamps == "true" ? $"{line.Time} " : "") + line.Text + "\n")) });
    }

    // Without the instance views, as Azure's.
    private HttpResponseMessage List(string? page)
    {
        Requests.Enqueue("LIST");
        var from = page is null ? 0 : int.Parse(page);
        var all = groups.Values.OrderBy(group => group.Name, StringComparer.Ordinal).ToList();
        var answer = new JsonObject { ["value"] = new JsonArray([.. all.Skip(from).Take(PageSize).Select(group => group.Show(views: false))]) };
        if (from + PageSize < all.Count)
        {
            answer["nextLink"] = $"https://management.azure.com{Groups}?api-version={ApiVersion}&page={from + PageSize}";
        }

        return Json(HttpStatusCode.OK, answer);
    }

    private static HttpResponseMessage NotFound(string name) => Error(
        404, "ResourceNotFound", $"The Resource 'Microsoft.ContainerInstance/containerGroups/{name}' under resource group '{ResourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");

    private static HttpResponseMessage Json(HttpStatusCode status, JsonObject body) =>
        new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
}
