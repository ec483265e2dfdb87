namespace JobFlows.Functions.Hosting;

/// <summary>The app settings that begin with <c>JobFlows__Aci__</c>.</summary>
internal sealed record AciOptions
{
    /// <summary>The subscription's ID.</summary>
    public string? Subscription { get; init; }

    /// <summary>The resource group that the container groups are made in. The app's identity is a Container Instances Contributor there.</summary>
    public string? ResourceGroup { get; init; }

    /// <summary>The region. Default: the resource group's.</summary>
    public string? Location { get; init; }

    /// <summary>The resource ID of a subnet that is delegated to container groups. Default: none.</summary>
    public string? Subnet { get; init; }

    /// <summary>The client ID of the app's identity, where it is one that was assigned to it. Default: the one for the storage account.</summary>
    public string? ClientId { get; init; }
}
