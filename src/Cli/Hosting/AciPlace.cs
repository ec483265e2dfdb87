namespace JobFlows.Cli.Hosting;

/// <summary>Where container groups are made.</summary>
/// <param name="Subscription">The subscription's ID.</param>
/// <param name="ResourceGroup">The resource group.</param>
/// <param name="Location">The region; null for the resource group's.</param>
/// <param name="Subnet">The resource ID of a subnet that is delegated to container groups, or null.</param>
public sealed record AciPlace(string Subscription, string ResourceGroup, string? Location, string? Subnet);
