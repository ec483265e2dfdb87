using System.Text.Json;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Tests.Meta;

public class QuantityTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("1n", "1n")]
    [InlineData("1000n", "1u")]
    [InlineData("1000u", "1m")]
    [InlineData("1000M", "1G")]
    [InlineData("1000G", "1T")]
    [InlineData("1000T", "1P")]
    [InlineData("1000P", "1E")]
    [InlineData("1000E", "1000E")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("1024Gi", "1Ti")]
    [InlineData("1024Ti", "1Pi")]
    [InlineData("1024Pi", "1Ei")]
    [InlineData("-2Ki", "-2Ki")]
    [InlineData("1.000Ki", "1Ki")]
    [InlineData("0.0009765625Ki", "1")]
    [InlineData("0.0001Ki", "102400u")]
    [InlineData("1e0", "1e0")]
    [InlineData("1E3", "1E3")]
    [InlineData("1e-3", "1e-3")]
    [InlineData("1e-12", "1e-9")]
    [InlineData("0.001e3", "1")]
    [InlineData("+7", "+7")]
    [InlineData("007", "007")]
    [InlineData("7.", "7.")]
    [InlineData(".5", "500m")]
    [InlineData("1.25e3", "1250")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("123456789012345678000", "123456789012345678k")]
    [InlineData("1234567890123456789", "1234567890123456789")]
    [InlineData("8Ki", "8Ki")]
    [InlineData("16Ki", "16Ki")]
    [InlineData("1025Ki", "1025Ki")]
    [InlineData("7999Pi", "7999Pi")]
    [InlineData("8191Pi", "8191Pi")]
    [InlineData("8192Pi", "9223372036854775807")]
    [InlineData("0.1", "100m")]
    [InlineData("0.0000000001", "1n")]
    [InlineData("100e1", "1e3")]
    [InlineData("10e2", "1e3")]
    [InlineData("1000e-3", "1")]
    [InlineData("1e333", "1e333")]
    [InlineData("1e-333", "1e-9")]
    [InlineData("-0", "0")]
    [InlineData("0Ki", "0")]
    [InlineData("0.0", "0")]
    [InlineData("1", "1")]
    [InlineData("1000m", "1")]
    [InlineData("1500m", "1500m")]
    [InlineData("0.5", "500m")]
    [InlineData("1.5", "1500m")]
    [InlineData("-1.5", "-1500m")]
    [InlineData("100", "100")]
    [InlineData("1000", "1k")]
    [InlineData("1024", "1024")]
    [InlineData("1000k", "1M")]
    [InlineData("1500000", "1500k")]
    [InlineData("1024Ki", "1Mi")]
    [InlineData("1536Mi", "1536Mi")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("0.5Ki", "512")]
    [InlineData("1.1Ki", "1126400m")]
    [InlineData("1Ei", "1Ei")]
    [InlineData("16Ei", "9223372036854775807")]
    [InlineData("2e3", "2e3")]
    [InlineData("1000e3", "1e6")]
    [InlineData("12E4", "120e3")]
    [InlineData("1E", "1E")]
    [InlineData("1u", "1u")]
    [InlineData("0.5n", "1n")]
    [InlineData("1.0000000001", "1000000001n")]
    public void Text_IsCanonical(string text, string canonical) => Assert.Equal(canonical, new Quantity(text).Text);

    [Theory]
    [InlineData("")]
    [InlineData("aoeu")]
    [InlineData("1.1.M")]
    [InlineData("1+1.0M")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1e+-3")]
    public void Text_NotOfTheForm_Throws(string text)
    {
        var error = Assert.Throws<JsonException>(() => new Quantity(text));
        Assert.Equal("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'", error.Message);
    }

    [Theory]
    [InlineData("1i")]
    [InlineData("0.1mi")]
    [InlineData("1Mm")]
    [InlineData("1e")]
    public void Text_UnknownSuffix_Throws(string text) =>
        Assert.Equal("unable to parse quantity's suffix", Assert.Throws<JsonException>(() => new Quantity(text)).Message);

    [Fact]
    public void Text_Enormous_Throws() =>
        Assert.Equal("unable to parse numeric part of quantity", Assert.Throws<JsonException>(() => new Quantity(new string('9', 500))).Message);

    [Theory]
    [InlineData("1Ki", "1024", 0)]
    [InlineData("1k", "1Ki", -1)]
    [InlineData("500m", "0.5", 0)]
    [InlineData("2", "1999m", 1)]
    [InlineData("-1", "1", -1)]
    [InlineData("1e3", "1k", 0)]
    public void Comparison_GoesByAmount(string left, string right, int expected)
    {
        var (a, b) = (new Quantity(left), new Quantity(right));
        Assert.Equal(expected, a.CompareTo(b));
        Assert.Equal(expected == 0, a == b);
        Assert.True(expected != 0 || a.GetHashCode() == b.GetHashCode());
    }

    [Theory]
    [InlineData("250m", "0.25")]
    [InlineData("1Gi", "1073741824")]
    [InlineData("3", "3")]
    public void Value_IsTheAmount(string text, string value) =>
        Assert.Equal(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), new Quantity(text).Value);

    [Theory]
    [InlineData("1m", "1m")]
    [InlineData("1u", "1m")]
    [InlineData("1.0001", "1001m")]
    [InlineData("-1u", "-1m")]
    [InlineData("1Gi", "1Gi")]
    public void RoundUpToMilli_RoundsAwayFromZero(string text, string expected) => Assert.Equal(expected, new Quantity(text).RoundUpToMilli().Text);

    [Fact]
    public void Text_IsStableAndKeepsTheAmount()
    {
        string[] mantissas = ["1", "8", "10", "999", "1000", "1024", "1500", "4096", "123456789", "-7", "0.25", "1.5", "-2.125"];
        string[] suffixes = ["n", "u", "m", "", "k", "M", "G", "Ki", "Mi", "Gi", "Ti", "e2", "E-1"];
        foreach (var text in mantissas.SelectMany(mantissa => suffixes.Select(suffix => mantissa + suffix)))
        {
            var once = new Quantity(text);
            var again = new Quantity(once.Text);
            Assert.Equal((text, once.Text, once.Value), (text, again.Text, again.Value));
        }
    }

    [Theory]
    [InlineData("1", "2", true, true, false, false)]
    [InlineData("1k", "1000", false, true, true, false)]
    [InlineData("3", "2500m", false, false, true, true)]
    public void Operators_GoByAmount(string left, string right, bool less, bool atMost, bool atLeast, bool more)
    {
        var (a, b) = (new Quantity(left), new Quantity(right));
        Assert.Equal((less, atMost, atLeast, more), (a < b, a <= b, a >= b, a > b));
    }

    [Fact]
    public void Value_PastTheRangeOfADecimal_IsCutToIt()
    {
        Assert.Equal(decimal.MaxValue, new Quantity("1e40").Value);
        Assert.Equal(decimal.MinValue, new Quantity("-1e40").Value);
        Assert.Equal(decimal.MaxValue, new Quantity("79228162514264337593543950335").Value);
    }

    [Fact]
    public void TryParse_TellsQuantitiesFromOtherTexts()
    {
        Assert.True(Quantity.TryParse("1Gi", out var parsed));
        Assert.Equal("1Gi", parsed.Text);
        Assert.False(Quantity.TryParse("lots", out _));
        Assert.False(Quantity.TryParse(null, out _));
    }

    [Fact]
    public void Default_IsZero() => Assert.Equal("0", default(Quantity).Text);

    [Fact]
    public void Json_ReadsStringsAndNumbers_WritesCanonicalStrings()
    {
        var pod = KubeJson.Read<Pod>("""{"spec":{"containers":[{"name":"c","resources":{"limits":{"cpu":0.5,"memory":"1024Mi"}}}]}}"""u8);
        var limits = pod.Spec!.Containers![0].Resources!.Limits!;

        Assert.Equal("500m", limits["cpu"].Text);
        Assert.Contains("""{"cpu":"500m","memory":"1Gi"}""", System.Text.Encoding.UTF8.GetString(KubeJson.Write(pod)), StringComparison.Ordinal);
    }
}
