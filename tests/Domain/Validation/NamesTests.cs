using JobFlows.Domain.Validation;

namespace JobFlows.Domain.Tests.Validation;

public class NamesTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("a-1", true)]
    [InlineData("1a", true)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("a-", false)]
    [InlineData("A", false)]
    [InlineData("a\n", false)]
    [InlineData("a.b", false)]
    public void Dns1123Label(string value, bool valid) => Assert.Equal(valid, !Names.Dns1123Label(value).Any());

    [Theory]
    [InlineData("a.b-c.1", true)]
    [InlineData("a..b", false)]
    [InlineData(".a", false)]
    [InlineData("a_b", false)]
    public void Dns1123Subdomain(string value, bool valid) => Assert.Equal(valid, !Names.Dns1123Subdomain(value).Any());

    [Fact]
    public void Dns1035Label_StartingWithADigit_SaysWhatIsRight() => Assert.Equal(
        ["a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"],
        Names.Dns1035Label("1a"));

    [Theory]
    [InlineData("a", true)]
    [InlineData("A_b.c-d", true)]
    [InlineData("example.com/a", true)]
    [InlineData("/a", false)]
    [InlineData("Example.com/a", false)]
    [InlineData("a/", false)]
    [InlineData("a b", false)]
    public void QualifiedName(string value, bool valid) => Assert.Equal(valid, !Names.QualifiedName(value).Any());

    [Fact]
    public void QualifiedName_Lengths()
    {
        Assert.Equal(["name part must be no more than 63 bytes"], Names.QualifiedName(new string('a', 64)));
        Assert.Equal(["prefix part must be non-empty"], Names.QualifiedName("/a"));
        Assert.Equal(["prefix part must be no more than 253 bytes"], Names.QualifiedName($"{string.Join('.', Enumerable.Repeat("abc", 64))}/a"));
    }

    /// <summary>One character less than what is told of is fine.</summary>
    [Theory]
    [InlineData(nameof(Names.Dns1123Label), 64, "must be no more than 63 characters")]
    [InlineData(nameof(Names.Dns1123Subdomain), 254, "must be no more than 253 characters")]
    [InlineData(nameof(Names.Dns1123SubdomainWithUnderscore), 254, "must be no more than 253 characters")]
    [InlineData(nameof(Names.Dns1035Label), 64, "must be no more than 63 characters")]
    [InlineData(nameof(Names.LabelValue), 64, "must be no more than 63 bytes")]
    [InlineData(nameof(Names.QualifiedName), 64, "name part must be no more than 63 bytes")]
    [InlineData(nameof(Names.ConfigKey), 254, "must be no more than 253 characters")]
    [InlineData(nameof(Names.PortName), 16, "must be no more than 15 characters")]
    public void Lengths(string rule, int length, string message)
    {
        Func<string, IEnumerable<string>> check = rule switch
        {
            nameof(Names.Dns1123Label) => Names.Dns1123Label,
            nameof(Names.Dns1123Subdomain) => Names.Dns1123Subdomain,
            nameof(Names.Dns1123SubdomainWithUnderscore) => Names.Dns1123SubdomainWithUnderscore,
            nameof(Names.Dns1035Label) => Names.Dns1035Label,
            nameof(Names.LabelValue) => Names.LabelValue,
            nameof(Names.QualifiedName) => Names.QualifiedName,
            nameof(Names.ConfigKey) => Names.ConfigKey,
            _ => Names.PortName,
        };
        Assert.Empty(check(new string('a', length - 1)));
        Assert.Equal([message], check(new string('a', length)));
    }

    [Theory]
    [InlineData("A~", true)]
    [InlineData("", false, "environment variable name must be non-empty", "a valid environment variable name must consist only of printable ASCII characters other than '='")]
    public void EnvironmentVariable_Texts(string value, bool valid, params string[] messages)
    {
        Assert.Equal(valid, !Names.EnvironmentVariable(value).Any());
        Assert.Equal(valid ? [] : messages[..Names.EnvironmentVariable(value).Count()], Names.EnvironmentVariable(value));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void InRange(long value, bool told) => Assert.Equal(told ? ["must be between 1 and 5, inclusive"] : [], Names.InRange(value, 1, 5));

    [Theory]
    [InlineData("", true)]
    [InlineData("a_B.c", true)]
    [InlineData("-a", false)]
    [InlineData("a/b", false)]
    public void LabelValue(string value, bool valid) => Assert.Equal(valid, !Names.LabelValue(value).Any());

    [Theory]
    [InlineData("A", true)]
    [InlineData("1 odd-name!", true)]
    [InlineData("", false)]
    [InlineData("A=B", false)]
    [InlineData("é", false)]
    [InlineData("a\tb", false)]
    public void EnvironmentVariable(string value, bool valid) => Assert.Equal(valid, !Names.EnvironmentVariable(value).Any());

    [Theory]
    [InlineData("..x", "must not start with '..'")]
    [InlineData(".", "must not be '.'")]
    public void ConfigKey_Dots(string value, string message) => Assert.Equal([message], Names.ConfigKey(value));
}
