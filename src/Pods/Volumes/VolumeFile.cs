namespace JobFlows.Pods.Volumes;

/// <summary>A file of a volume that shows objects.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Mode">Its permission bits.</param>
internal sealed record VolumeFile(ReadOnlyMemory<byte> Content, int Mode)
{
    /// <summary>Whether it need not be written again.</summary>
    public bool IsSame(VolumeFile other) => Mode == other.Mode && Content.Span.SequenceEqual(other.Content.Span);
}
