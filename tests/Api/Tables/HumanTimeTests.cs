using JobFlows.Api.Tables;

namespace JobFlows.Api.Tests.Tables;

public sealed class HumanTimeTests
{
    [Theory]
    [InlineData(-5, "<invalid>")]
    [InlineData(-1, "0s")]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(185, "3m5s")]
    [InlineData(600, "10m")]
    [InlineData((125 * 60) + 30, "125m")]
    [InlineData(3 * 3600, "3h")]
    [InlineData((3 * 3600) + 300, "3h5m")]
    [InlineData(30 * 3600, "30h")]
    [InlineData((3 * 86400) + (4 * 3600), "3d4h")]
    [InlineData(3 * 86400, "3d")]
    [InlineData(40 * 86400, "40d")]
    [InlineData(2 * 365 * 86400, "2y")]
    [InlineData(((2 * 365) + 10) * 86400, "2y10d")]
    [InlineData(((9 * 365) + 10) * 86400, "9y")]
    public void Duration_Seconds_AsKubectlShows(int seconds, string text) =>
        Assert.Equal(text, HumanTime.Duration(TimeSpan.FromSeconds(seconds)));
}
