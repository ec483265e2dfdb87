using System.Text.Json;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>How a container is, as <c>inspect --format '{{json .State}}'</c> prints it.</summary>
internal sealed record ContainerState
{
    // Tools write the year 1 for what has not happened.
    private static readonly DateTimeOffset Never = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public bool Running { get; init; }

    public bool Paused { get; init; }

    public bool OOMKilled { get; init; }

    /// <summary>The main process's number on this machine; 0 when there is none.</summary>
    public int Pid { get; init; }

    public int ExitCode { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Whether its command has ever run.</summary>
    public bool HasRun => Running || StartedAt > Never;

    /// <summary>Whether its command runs.</summary>
    public bool IsAlive => Running || Paused;

    /// <summary>Reads it; null when the text is something else.</summary>
    public static ContainerState? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, EngineJson.Default.ContainerState);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
