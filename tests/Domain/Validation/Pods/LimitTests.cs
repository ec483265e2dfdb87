namespace JobFlows.Domain.Tests.Validation.Pods;

/// <summary>How long and how many things may be.</summary>
public sealed class LimitTests
{
    private const string SysctlFormat = @"^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";

    [Theory]
    [InlineData(20, 255)]
    [InlineData(21, 255, "restartPolicyRules: Too long: may not be more than 20 bytes")]
    [InlineData(1, 256, "restartPolicyRules[0].exitCodes.values: Too long: may not be more than 255 bytes")]
    public void RestartRules(int rules, int codes, params string[] errors)
    {
        var rule = """{"action":"Restart","exitCodes":{"operator":"In","values":[""" + string.Join(',', Enumerable.Range(1, codes)) + "]}}";
        Assert.Equal(errors, PodErrors.OfContainer("""{"restartPolicy":"Never","restartPolicyRules":[""" + string.Join(',', Enumerable.Repeat(rule, rules)) + "]}"));
    }

    [Theory]
    [InlineData(4095)]
    [InlineData(4096, "securityContext.appArmorProfile.localhostProfile: Too long: may not be more than 4095 bytes")]
    public void AppArmorProfile(int length, params string[] errors) => Assert.Equal(
        errors, PodErrors.OfContainer("""{"securityContext":{"appArmorProfile":{"type":"Localhost","localhostProfile":""" + Text(length) + "}}}"));

    [Theory]
    [InlineData(253, false)]
    [InlineData(254, true)]
    public void Sysctl(int length, bool tooLong) => Assert.Equal(
        tooLong ? [$"securityContext.sysctls[0].name: Invalid value: {Text(length)}: must have at most 253 characters and match regex {SysctlFormat}"] : [],
        PodErrors.OfSpec("""{"securityContext":{"sysctls":[{"name":""" + Text(length) + "}]}}"));

    [Theory]
    [InlineData(40, false)]
    [InlineData(41, true)]
    public void SearchPaths(int last, bool tooLong)
    {
        var searches = "[" + string.Join(',', Enumerable.Repeat(Text(250), 8).Append(Text(last))) + "]";
        Assert.Equal(
            tooLong ? [$"dnsConfig.searches: Invalid value: {searches}: must not have more than 2048 characters (including spaces) in the search list"] : [],
            PodErrors.OfSpec("""{"dnsConfig":{"searches":""" + searches + "}}"));
    }

    [Fact]
    public void ExtendedResource_HasRoomForItsPrefix()
    {
        var name = new string('a', 245) + ".io/gpu";
        Assert.Equal(
            [$"resources.limits[{name}]: Invalid value: \"{name}\": doesn't follow extended resource name standard"],
            PodErrors.OfContainer("""{"resources":{"limits":{""" + $"\"{name}\"" + """:"1"}}}""").Where(error => error.StartsWith("resources.limits", StringComparison.Ordinal)));
    }

    private static string Text(int length) => $"\"{new string('a', length)}\"";
}
