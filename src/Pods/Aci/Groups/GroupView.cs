using System.Text.Json;

namespace JobFlows.Pods.Aci.Groups;

/// <summary>A container group as Azure shows it.</summary>
internal sealed record GroupView
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>How making it went: Pending, Creating, Succeeded, Failed and others.</summary>
    public string ProvisioningState { get; init; } = string.Empty;

    /// <summary>What it is and does as a whole. Not told in lists.</summary>
    public GroupInstance? InstanceView { get; init; }

    /// <summary>Its address, if it has one.</summary>
    public GroupAddress? IpAddress { get; init; }

    /// <summary>Its containers.</summary>
    public IReadOnlyList<NamedContainer> Containers { get; init; } = [];

    /// <summary>Its init containers.</summary>
    public IReadOnlyList<NamedContainer> InitContainers { get; init; } = [];

    /// <summary>Whether making it has failed for good.</summary>
    public bool HasFailed => ProvisioningState is "Failed" or "Canceled";

    /// <summary>Whether it is being deleted.</summary>
    public bool IsGoing => ProvisioningState == "Deleting";

    /// <summary>Whether one of its containers runs or has run.</summary>
    public bool HasRun => InitContainers.Concat(Containers).Any(container => container.Properties?.InstanceView is { } seen
        && (seen.CurrentState is { State: "Running" or "Terminated" } || seen.PreviousState is { State: "Terminated" }));

    /// <summary>Reads the properties of one group.</summary>
    public static GroupView Read(string name, IEnumerable<KeyValuePair<string, string>> tags, BinaryData? properties) => Read(name, tags, properties?.ToObjectFromJson<JsonElement>());

    /// <summary>Reads one group of a list.</summary>
    public static GroupView Read(JsonElement resource) => Read(
        resource.GetProperty("name").GetString()!,
        resource.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Object
            ? tags.EnumerateObject().Select(tag => KeyValuePair.Create(tag.Name, tag.Value.GetString() ?? string.Empty))
            : [],
        resource.TryGetProperty("properties", out var properties) ? properties : null);

    private static GroupView Read(string name, IEnumerable<KeyValuePair<string, string>> tags, JsonElement? properties)
    {
        var body = properties?.Deserialize<Body>(Format) ?? new Body();
        return new GroupView
        {
            Name = name,
            Tags = new Dictionary<string, string>(tags, StringComparer.OrdinalIgnoreCase),
            ProvisioningState = body.ProvisioningState ?? string.Empty,
            InstanceView = body.InstanceView,
            IpAddress = body.IpAddress,
            Containers = body.Containers ?? [],
            InitContainers = body.InitContainers ?? [],
        };
    }

    private sealed record Body
    {
        public string? ProvisioningState { get; init; }

        public GroupInstance? InstanceView { get; init; }

        public GroupAddress? IpAddress { get; init; }

        public IReadOnlyList<NamedContainer>? Containers { get; init; }

        public IReadOnlyList<NamedContainer>? InitContainers { get; init; }
    }
}

/// <summary>What a group does.</summary>
/// <param name="State">Pending, Running, Succeeded, Failed, Stopped and others.</param>
/// <param name="Events">What happened to it.</param>
internal sealed record GroupInstance(string? State, IReadOnlyList<GroupEvent>? Events);

/// <summary>Where a group can be reached.</summary>
internal sealed record GroupAddress(string? Ip);

/// <summary>A container of a group.</summary>
internal sealed record NamedContainer(string Name, ContainerBody? Properties);

/// <summary>What is told of a container.</summary>
internal sealed record ContainerBody(ContainerInstance? InstanceView);

/// <summary>What a container does.</summary>
internal sealed record ContainerInstance(int? RestartCount, ContainerPhase? CurrentState, ContainerPhase? PreviousState, IReadOnlyList<GroupEvent>? Events);

/// <summary>A state of a container.</summary>
/// <param name="State">Waiting, Running or Terminated.</param>
/// <param name="StartTime">When it began.</param>
/// <param name="ExitCode">Of one that has ended.</param>
/// <param name="FinishTime">When it ended.</param>
/// <param name="DetailStatus">Why, for people: <c>Completed</c>, or <c>CrashLoopBackOff: Back-off 40s restarting failed</c>.</param>
internal sealed record ContainerPhase(string? State, DateTimeOffset? StartTime, int? ExitCode, DateTimeOffset? FinishTime, string? DetailStatus);

/// <summary>Something that happened to a group or a container.</summary>
internal sealed record GroupEvent(int? Count, DateTimeOffset? FirstTimestamp, DateTimeOffset? LastTimestamp, string? Name, string? Message, string? Type);
