using System.Text.Json;

namespace JobFlows.Pods.Images;

/// <summary>The catalogue in force: the built-in one, or that of a file, read again whenever the file changes.</summary>
internal sealed class CatalogueSource(string? file)
{
    private DateTime readAt;
    private ImageCatalogue catalogue = ImageCatalogue.BuiltIn;

    /// <summary>Finds what stands in for an image. A catalogue that can't be read refuses all images and says why.</summary>
    public ImageChoice Choose(string image, IReadOnlyList<string>? command, IReadOnlyList<string>? args)
    {
        try
        {
            Refresh();
            return catalogue.Choose(image, command, args);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return new ImageChoice.Refused($"the image catalogue {file} can't be read: {e.Message}");
        }
    }

    private void Refresh()
    {
        if (file is null)
        {
            return;
        }

        var changedAt = File.GetLastWriteTimeUtc(file);
        if (changedAt != readAt)
        {
            catalogue = File.Exists(file) ? ImageCatalogue.Read(File.ReadAllBytes(file)) : ImageCatalogue.BuiltIn;
            readAt = changedAt;
        }
    }
}
