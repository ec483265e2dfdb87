namespace JobFlows.Pods.ContainerEngines;

/// <summary>What came of looking for an image.</summary>
internal abstract record ImageSearch
{
    private ImageSearch()
    {
    }

    /// <summary>It is there.</summary>
    /// <param name="Image">What is known of it.</param>
    /// <param name="Pulled">What to tell, in the words of a kubelet's event.</param>
    public sealed record Found(ImageFacts Image, string Pulled) : ImageSearch;

    /// <summary>It can't be had.</summary>
    /// <param name="Reason">What a container waits with.</param>
    /// <param name="Message">Why.</param>
    public sealed record Missing(string Reason, string Message) : ImageSearch;
}
