using System.Text.Json;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>An image of the tool's, as <c>image inspect</c> prints it.</summary>
internal sealed record ImageFacts
{
    private const string Algorithm = "sha256:";

    public string Id { get; init; } = string.Empty;

    public IReadOnlyList<string>? RepoDigests { get; init; }

    public long Size { get; init; }

    public ImageConfiguration? Config { get; init; }

    /// <summary>What the API shows as the image's id.</summary>
    public string ShownId => RepoDigests is [var digest, ..] ? digest : Id.StartsWith(Algorithm, StringComparison.Ordinal) ? Id : Algorithm + Id;

    /// <summary>Reads them; null when the text is something else.</summary>
    public static ImageFacts? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, EngineJson.Default.IReadOnlyListImageFacts) is [var first, ..] ? first : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What its containers get unless they say otherwise.</summary>
    public sealed record ImageConfiguration
    {
        public string? User { get; init; }

        public IReadOnlyList<string>? Env { get; init; }

        public string? WorkingDir { get; init; }

        /// <summary>The signal that asks its command to end.</summary>
        public string? StopSignal { get; init; }
    }
}
