namespace JobFlows.Pods.Objects;

/// <summary>An object that a pod's spec refers to.</summary>
/// <param name="Resource"><c>configmaps</c> or <c>secrets</c>.</param>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="Name">Its name.</param>
internal sealed record NeededObject(string Resource, string Namespace, string Name)
{
    public const string ConfigMaps = "configmaps";
    public const string Secrets = "secrets";
}
