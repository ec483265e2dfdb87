namespace JobFlows.Domain.Core;

/// <summary>Deprecated: a Flocker volume.</summary>
public sealed record FlockerVolumeSource
{
    /// <summary>The dataset's name; datasetUUID is preferred.</summary>
    public string? DatasetName { get; init; }

    /// <summary>The dataset's UUID.</summary>
    public string? DatasetUUID { get; init; }
}
