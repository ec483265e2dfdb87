namespace JobFlows.Domain.Tests.Validation.Pods;

/// <summary>A pod's name servers. Texts are upstream's.</summary>
public sealed class DnsRulesTests
{
    private static readonly Dictionary<string, (Func<string, IEnumerable<string>> Validate, string Json, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["name servers for none"] = (PodErrors.OfSpec, """{"dnsPolicy":"None","dnsConfig":{"searches":["a"]}}""", ["dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when `dnsPolicy` is None"]),
        ["name servers of its own"] = (PodErrors.OfSpec, """{"dnsPolicy":"None","dnsConfig":{"nameservers":["1.1.1.1","x","::1"],"searches":["a_b.c.","-a"],"options":[{"name":"ndots","value":"2"}]}}""",
        [
            "dnsConfig.nameservers[1]: Invalid value: \"x\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "dnsConfig.searches[1]: Invalid value: \"-a\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*')",
        ]),
        ["many search paths"] = (PodErrors.OfSpec, """{"dnsConfig":{"searches":["a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a"]}}""",
        [
            "dnsConfig.searches: Invalid value: [\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\"]: must not have more than 32 search paths",
        ]),
        ["as many search paths as there may be"] = (PodErrors.OfSpec, """{"dnsConfig":{"nameservers":["1.1.1.1","1.1.1.1","1.1.1.1"],"searches":["a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a"]}}""", []),
        ["no search paths"] = (PodErrors.OfSpec, """{"dnsConfig":{"nameservers":["1.1.1.1"]}}""", []),
        ["an empty list of name servers for none"] = (PodErrors.OfSpec, """{"dnsPolicy":"None","dnsConfig":{"nameservers":[]}}""", ["dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when `dnsPolicy` is None"]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Validate(string name) => Assert.Equal(Cases[name].Errors, Cases[name].Validate(Cases[name].Json));
}
