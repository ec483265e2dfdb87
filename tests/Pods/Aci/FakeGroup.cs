using System.Globalization;
using System.Text.Json.Nodes;

namespace JobFlows.Pods.Tests.Aci;

/// <summary>A container group, whose containers do what a test says.</summary>
internal sealed class FakeGroup(string name, JsonObject document)
{
    private static readonly string[] Secrets = ["secureValue", "password", "storageAccountKey"];

    private readonly Lock gate = new();
    private readonly Dictionary<string, JsonObject> views = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Time, string Text)>> logs = new(StringComparer.Ordinal);
    private readonly JsonArray events = [];

    public string Name { get; } = name;

    /// <summary>As it was asked for.</summary>
    public JsonObject Document { get; } = document;

    public JsonObject Properties => Document["properties"]!.AsObject();

    public string ProvisioningState { get; set; } = "Pending";

    public string State { get; set; } = "Pending";

    public bool IsGoing { get; set; }

    public int GetsWhileGoing { get; set; }

    /// <summary>What the containers do when they are told to stop; by default nothing.</summary>
    public Action<FakeGroup>? WhenToldToStop { get; set; }

    /// <summary>What happens when somebody looks.</summary>
    public Action<FakeGroup>? WhenLookedAt { get; set; }

    /// <summary>A container by its place.</summary>
    public JsonObject Container(int index = 0) => Properties["containers"]![index]!["properties"]!.AsObject();

    public void ToldToStop() => WhenToldToStop?.Invoke(this);

    public void Looked() => WhenLookedAt?.Invoke(this);

    /// <summary>A container runs.</summary>
    public void Run(string container = "main", int restarts = 0)
    {
        lock (gate)
        {
            (ProvisioningState, State) = ("Succeeded", "Running");
            var before = views.GetValueOrDefault(container)?["currentState"]?.DeepClone();
            views[container] = new JsonObject { ["restartCount"] = restarts, ["currentState"] = new JsonObject { ["state"] = "Running", ["startTime"] = Time(0), ["detailStatus"] = "" } };
            if (before?["state"]?.GetValue<string>() == "Terminated")
            {
                views[container]["previousState"] = before;
            }

            views[container]["events"] = new JsonArray(Event("Pulled", $"Successfully pulled image", "Normal"), Event("Started", "Started container", "Normal"));
            logs.TryAdd(container, []);
        }
    }

    /// <summary>A container ends.</summary>
    public void End(int exitCode, string container = "main", string? state = null)
    {
        Run(container);
        lock (gate)
        {
            views[container]["currentState"] = new JsonObject
            {
                ["state"] = "Terminated",
                ["startTime"] = Time(0),
                ["exitCode"] = exitCode,
                ["finishTime"] = Time(5),
                ["detailStatus"] = exitCode == 0 ? "Completed" : "Error",
            };
            State = state ?? (exitCode == 0 ? "Succeeded" : "Failed");
        }
    }

    /// <summary>The group is stopped: Azure forgets what its containers did and wrote.</summary>
    public void Recycle()
    {
        lock (gate)
        {
            State = "Stopped";
            views.Clear();
            logs.Clear();
        }
    }

    /// <summary>A container waits.</summary>
    public void Wait(string detail, string container = "main")
    {
        lock (gate)
        {
            views.TryAdd(container, []);
            var before = views[container]["currentState"]?.DeepClone();
            views[container]["currentState"] = new JsonObject { ["state"] = "Waiting", ["detailStatus"] = detail };
            if (before?["state"]?.GetValue<string>() == "Terminated")
            {
                views[container]["previousState"] = before;
            }
        }
    }

    /// <summary>Making it fails after all.</summary>
    public void Fail(string what, string message)
    {
        lock (gate)
        {
            ProvisioningState = "Failed";
            events.Add(Event(what, message, "Warning"));
        }
    }

    /// <summary>A container writes a line.</summary>
    public void Write(string text, int second = 0, string container = "main")
    {
        lock (gate)
        {
            logs.TryAdd(container, []);
            logs[container].Add((Time(second), text));
        }
    }

    public IReadOnlyList<(string Time, string Text)>? LogOf(string container)
    {
        lock (gate)
        {
            return logs.TryGetValue(container, out var log) ? [.. log] : null;
        }
    }

    /// <summary>As Azure shows it: without secrets.</summary>
    public JsonObject Show(bool views = true)
    {
        lock (gate)
        {
            var shown = Document.DeepClone().AsObject();
            Strip(shown);
            shown["id"] = $"/subscriptions/{FakeArm.Subscription}/resourceGroups/{FakeArm.ResourceGroup}/providers/Microsoft.ContainerInstance/containerGroups/{Name}";
            shown["name"] = Name;
            shown["type"] = "Microsoft.ContainerInstance/containerGroups";
            var properties = shown["properties"]!.AsObject();
            properties["provisioningState"] = IsGoing ? "Deleting" : ProvisioningState;
            if (views)
            {
                properties["instanceView"] = new JsonObject { ["state"] = State, ["events"] = events.DeepClone() };
                foreach (var container in properties["containers"]!.AsArray().Concat(properties["initContainers"]?.AsArray() ?? []))
                {
                    if (this.views.TryGetValue(container!["name"]!.GetValue<string>(), out var view))
                    {
                        container["properties"]!["instanceView"] = view.DeepClone();
                    }
                }
            }

            return shown;
        }
    }

    private static string Time(int second) => new DateTime(2026, 3, 4, 5, 6, 0, DateTimeKind.Utc).AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private static JsonObject Event(string name, string message, string type) => new()
    {
        ["count"] = 1,
        ["firstTimestamp"] = Time(0),
        ["lastTimestamp"] = Time(0),
        ["name"] = name,
        ["message"] = message,
        ["type"] = type,
    };

    private static void Strip(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var key in map.Select(pair => pair.Key).ToList())
                {
                    if (Secrets.Contains(key))
                    {
                        map.Remove(key);
                    }
                    else if (key == "secret" && map[key] is JsonObject files)
                    {
                        map[key] = new JsonObject();
                    }
                    else
                    {
                        Strip(map[key]);
                    }
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Strip(item);
                }

                break;
        }
    }
}
