using System.Text.Json;

namespace JobFlows.Pods.Images;

/// <summary>Says what stands in for an image: a folder, or this machine itself, and the command the image would have run.</summary>
public sealed class ImageCatalogue
{
    private readonly IReadOnlyList<ImageEntry> entries;

    private ImageCatalogue(IReadOnlyList<ImageEntry> entries) => this.entries = entries;

    /// <summary>Well-known images on the host, and every other image whose container names its command.</summary>
    public static ImageCatalogue BuiltIn { get; } = new(BuiltInImages.Entries);

    /// <summary>Reads a catalogue file; its entries come before the built-in ones.</summary>
    /// <exception cref="JsonException">It is not a catalogue.</exception>
    public static ImageCatalogue Read(ReadOnlySpan<byte> json)
    {
        var file = JsonSerializer.Deserialize(json, CatalogueJson.Default.CatalogueFile);
        return new([.. file?.Images ?? [], .. BuiltInImages.Entries]);
    }

    /// <summary>Finds what stands in for an image, and the command line to run.</summary>
    /// <param name="image">The reference, such as <c>docker.io/library/busybox:1.36</c>.</param>
    /// <param name="command">The container's <c>command</c>; replaces the entrypoint and what the image passes to it.</param>
    /// <param name="args">The container's <c>args</c>.</param>
    public ImageChoice Choose(string image, IReadOnlyList<string>? command, IReadOnlyList<string>? args)
    {
        var entry = entries.First(candidate => ImageName.Matches(candidate.Name, image));
        if (entry.Refuse is { } reason)
        {
            return new ImageChoice.Refused(reason);
        }

        IReadOnlyList<string> line = command is { Count: > 0 }
            ? [.. command, .. args ?? []]
            : [.. entry.Entrypoint ?? [], .. (args is { Count: > 0 } ? args : entry.Cmd) ?? []];
        if (line.Count == 0 || (entry.Name == "*" && entry.Root is null && command is not { Count: > 0 }))
        {
            return new ImageChoice.Refused(
                $"image \"{image}\" is not in the image catalogue and the container names no command; add an entry for it to the catalogue file, or set command");
        }

        return new ImageChoice.Found(entry, entry.Instead?.GetValueOrDefault(string.Join(' ', line)) ?? line);
    }

    /// <summary>Finds which image is run in a container: with a container tool, images are what they are unless the file says otherwise.</summary>
    /// <param name="image">The reference.</param>
    /// <param name="refusal">Why no image is; null when one is.</param>
    public string Replace(string image, out string? refusal)
    {
        var entry = entries.First(candidate => ImageName.Matches(candidate.Name, image));
        refusal = entry.Refuse;
        return entry.Image ?? image;
    }
}
