using System.CommandLine;
using JobFlows.Cli.Hosting;

namespace JobFlows.Cli.Commands;

/// <summary>The settings of <c>--pods aci</c>.</summary>
internal sealed class AciSettings
{
    private readonly Option<string> subscription = Setting.Create("--aci-subscription", "With --pods aci: the ID of the Azure subscription.", "");
    private readonly Option<string> resourceGroup = Setting.Create(
        "--aci-resource-group", "With --pods aci: the resource group that container groups are made in, by this machine's Azure identity.", "");
    private readonly Option<string> location = Setting.Create("--aci-location", "With --pods aci: their region, such as westeurope. Default: the resource group's.", "");
    private readonly Option<string> subnet = Setting.Create(
        "--aci-subnet", "With --pods aci: the resource ID of the subnet that they are in, delegated to Microsoft.ContainerInstance/containerGroups. Default: none.", "");

    /// <summary>Gives a command these settings.</summary>
    public void AddTo(Command command)
    {
        command.Add(subscription);
        command.Add(resourceGroup);
        command.Add(location);
        command.Add(subnet);
    }

    /// <summary>What they say; null when the place is not named.</summary>
    public AciPlace? Read(ParseResult result) =>
        result.GetRequiredValue(subscription) is { Length: > 0 } id && result.GetRequiredValue(resourceGroup) is { Length: > 0 } group
            ? new AciPlace(id, group, NullIfEmpty(result.GetRequiredValue(location)), NullIfEmpty(result.GetRequiredValue(subnet)))
            : null;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
