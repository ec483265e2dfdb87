using System.Text.Json;

namespace JobFlows.Pods.Images;

/// <summary>The catalogue in force: the built-in one, or that of a file, read again whenever the file changes.</summary>
internal sealed class CatalogueSource(string? file)
{
    private DateTime readAt;
    private ImageCatalogue catalogue = ImageCatalogue.BuiltIn;

    /// <summary>Finds what stands in for an image. A catalogue that can't be read refuses all images and says why.</summary>
    public ImageChoice Choose(string image, IReadOnlyList<string>? command, IReadOnlyList<string>? args) =>
        Refresh() is { } problem ? new ImageChoice.Refused(problem) : BusyboxShell.OnHost.StandIn(catalogue.Choose(image, command, args));

    /// <summary>Finds which image is run in a container, likewise.</summary>
    public string Replace(string image, out string? refusal)
    {
        refusal = Refresh();
        return refusal is null ? catalogue.Replace(image, out refusal) : image;
    }

    private string? Refresh()
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            var changedAt = File.GetLastWriteTimeUtc(file);
            if (changedAt != readAt)
            {
                catalogue = File.Exists(file) ? ImageCatalogue.Read(File.ReadAllBytes(file)) : ImageCatalogue.BuiltIn;
                readAt = changedAt;
            }

            return null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return $"the image catalogue {file} can't be read: {e.Message}";
        }
    }
}
