using System.Text.RegularExpressions;
using JobFlows.Domain.Core;

namespace JobFlows.Pods.Tests.Processes;

/// <summary>What the processes of a container may do beyond the rights of their user.</summary>
public sealed class PrivilegeTests : ContentsTest
{
    private const string Usual = "00000000a80425fb";

    [RootTheory]
    [InlineData(null, null, Usual)]
    [InlineData(null, "ALL", "0000000000000000")]
    [InlineData(null, "all", "0000000000000000")]
    [InlineData("NET_ADMIN", "ALL", "0000000000001000")]
    [InlineData("CAP_NET_ADMIN,KILL", "CAP_KILL,no-such-capability", "00000000a80435db")]
    public async Task Capabilities_AreTheUsualOnesUnlessAskedFor(string? add, string? drop, string expected)
    {
        var context = new SecurityContext { Capabilities = new Capabilities { Add = add?.Split(','), Drop = drop?.Split(',') } };

        Assert.Equal((WithinOwn(expected), WithinOwn(expected), "0"), await ReadAsync(context));
    }

    [RootFact]
    public async Task Capabilities_Privileged_HasAllOfTheServer()
    {
        var own = Field(await File.ReadAllTextAsync("/proc/self/status"), "CapBnd");

        Assert.Equal((own, own, "0"), await ReadAsync(new SecurityContext { Privileged = true }));
        Assert.Equal((own, own, "0"), await ReadAsync(new SecurityContext { Capabilities = new Capabilities { Add = ["ALL"] } }));
    }

    [RootFact]
    public async Task Capabilities_AnotherUser_HasNone() => Assert.Equal(("0000000000000000", WithinOwn(Usual), "0"), await ReadAsync(new SecurityContext { RunAsUser = 1000 }));

    [RootTheory]
    [InlineData(true, "0")]
    [InlineData(false, "1")]
    public async Task AllowPrivilegeEscalation_False_NothingGainsPrivileges(bool allowed, string expected) =>
        Assert.Equal((WithinOwn(Usual), WithinOwn(Usual), expected), await ReadAsync(new SecurityContext { AllowPrivilegeEscalation = allowed }));

    // A server in a container may lack some itself.
    private static string WithinOwn(string capabilities) =>
        (Convert.ToUInt64(capabilities, 16) & Convert.ToUInt64(Field(File.ReadAllText("/proc/self/status"), "CapBnd"), 16)).ToString("x16");

    private static string Field(string status, string name) => Regex.Match(status, $@"^{name}:\s*(\S+)", RegexOptions.Multiline).Groups[1].Value;

    private async Task<(string Effective, string Bounding, string NoNewPrivileges)> ReadAsync(SecurityContext context)
    {
        var pod = MakePod("cat /proc/self/status", container => container with { SecurityContext = context });
        Assert.Equal("Succeeded", (await RunAsync(pod)).Status!.Phase);
        var status = await ReadLogAsync(pod);
        return (Field(status, "CapEff"), Field(status, "CapBnd"), Field(status, "NoNewPrivs"));
    }
}
