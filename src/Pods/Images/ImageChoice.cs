namespace JobFlows.Pods.Images;

/// <summary>What the catalogue has for an image.</summary>
public abstract record ImageChoice
{
    private ImageChoice()
    {
    }

    /// <summary>It can run.</summary>
    /// <param name="Entry">What stands in for it.</param>
    /// <param name="CommandLine">Program and arguments, before Kubernetes' variable expansion.</param>
    public sealed record Found(ImageEntry Entry, IReadOnlyList<string> CommandLine) : ImageChoice;

    /// <summary>It can't.</summary>
    /// <param name="Reason">Why, and what to do about it.</param>
    public sealed record Refused(string Reason) : ImageChoice;
}
