using System.Globalization;
using System.Text;
using System.Text.Json;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Tests.Meta;

public sealed class MetaTests
{
    [Theory]
    [InlineData("2026-01-02T15:04:05Z", "2026-01-02T15:04:05.0000000+00:00")]
    [InlineData("2026-01-02T15:04:05.25Z", "2026-01-02T15:04:05.2500000+00:00")]
    [InlineData("2026-01-02T15:04:05+02:00", "2026-01-02T13:04:05.0000000+00:00")]
    [InlineData("2026-01-02T15:04:05", null)]
    [InlineData("2026-01-02 15:04:05Z", null)]
    [InlineData("2026-01-02T15:04Z", null)]
    [InlineData("2026-13-02T15:04:05Z", null)]
    [InlineData("2026-01-02T15:04:05.Z", null)]
    [InlineData("2026-01-02T15:04:05.00000000000000000000Z", null)]
    [InlineData("x2026-01-02T15:04:05Z", null)]
    [InlineData("2026-01-02T15:04:05Z\n", null)]
    [InlineData("", null)]
    public void Rfc3339_IsReadAsGoDoes(string text, string? utc)
    {
        Assert.Equal(utc is not null, Rfc3339.TryParse(text, out var time));
        Assert.Equal(utc is null ? default : DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture), time);
    }

    [Fact]
    public void Times_AreWrittenInWholeSeconds_MicroTimesWithSixDigits()
    {
        var at = new DateTimeOffset(2026, 1, 2, 17, 4, 5, 678, TimeSpan.FromHours(2));
        Assert.Contains("\"creationTimestamp\":\"2026-01-02T15:04:05Z\"", Text(new Job { Metadata = new ObjectMeta { CreationTimestamp = at } }));
        Assert.Contains("\"eventTime\":\"2026-01-02T15:04:05.678000Z\"", Text(new Event { EventTime = at }));
        Assert.Equal("expected an RFC 3339 time", Refused<Job>("""{"metadata":{"creationTimestamp":"yesterday"}}"""));
        Assert.Equal("expected an RFC 3339 time", Refused<Job>("""{"metadata":{"creationTimestamp":5}}"""));
    }

    [Fact]
    public void Json_HasNothingThatIsAbsentAndReadableText()
    {
        Assert.Equal("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a<b"}}""", Text(new Pod { ApiVersion = "v1", Kind = "Pod", Metadata = new ObjectMeta { Name = "a<b" } }));
        Assert.Equal("a", KubeJson.Read<Pod>("""{"metadata":{"name":"a","unknown":1}}"""u8).Metadata.Name);
        Assert.Equal("the document is null", Refused<Pod>("null"));
        Assert.Equal("JobFlows.Domain.Tests.Meta.MetaTests is not an API type", Assert.Throws<NotSupportedException>(() => KubeJson.Write(this)).Message);
    }

    [Fact]
    public void IntOrString_KeepsItsForm()
    {
        Assert.Equal("[80,\"http\",\"81\"]", JsonSerializer.Serialize(JsonSerializer.Deserialize<IntOrString[]>("[80,\"http\",\"81\"]")));
        Assert.Equal(("80", "http", "0"), (new IntOrString(80).ToString(), new IntOrString("http").ToString(), default(IntOrString).ToString()));
        Assert.Equal("0", JsonSerializer.Serialize(default(IntOrString)));
        foreach (var wrong in (string[])["1.5", "true", "99999999999", "{}"])
        {
            Assert.Equal("expected an integer or a string", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<IntOrString>(wrong)).Message);
        }
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(-5, 0)]
    [InlineData(long.MaxValue, int.MaxValue)]
    public void Seconds_AreClamped(long seconds, int clamped) => Assert.Equal(TimeSpan.FromSeconds(clamped), Durations.Seconds(seconds));

    [Fact]
    public void DerivedUid_IsAUuidOfItsName()
    {
        // Objects that exist are found under these.
        Assert.Equal("337b7d6d-ae8a-5903-b0fa-eda917c98dec", DerivedUid.From("scope", "name"));
        Assert.NotEqual(DerivedUid.From("scope", "name"), DerivedUid.From("scope", "other"));
        Assert.NotEqual(DerivedUid.From("scope", "name"), DerivedUid.From("other", "name"));
        Assert.All(Enumerable.Range(0, 100), i => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", DerivedUid.From("s", $"{i}")));
    }

    [Theory]
    [InlineData("no selector", null, false)]
    [InlineData("an empty one", "", true)]
    [InlineData("an equal label", "app=a", true)]
    [InlineData("another value", "app=b", false)]
    [InlineData("a missing label", "tier=a", false)]
    [InlineData("both labels", "app=a env=x", true)]
    [InlineData("one of two labels", "app=a env=y", false)]
    [InlineData("In", "app:In:b,a", true)]
    [InlineData("In, not listed", "app:In:b", false)]
    [InlineData("In, missing", "tier:In:a", false)]
    [InlineData("In, of nothing", "app:In:-", false)]
    [InlineData("NotIn", "app:NotIn:b", true)]
    [InlineData("NotIn, listed", "app:NotIn:a,b", false)]
    [InlineData("NotIn, missing", "tier:NotIn:a", true)]
    [InlineData("NotIn, of nothing", "app:NotIn:-", true)]
    [InlineData("Exists", "app:Exists:-", true)]
    [InlineData("Exists, missing", "tier:Exists:-", false)]
    [InlineData("DoesNotExist", "app:DoesNotExist:-", false)]
    [InlineData("DoesNotExist, missing", "tier:DoesNotExist:-", true)]
    [InlineData("an unknown operator", "app:Like:a", false)]
    [InlineData("a label and an expression", "app=a env:In:y", false)]
    public void Selector_Fits(string name, string? selector, bool fits)
    {
        var labels = new Dictionary<string, string> { ["app"] = "a", ["env"] = "x" };
        Assert.True(fits == Selector(selector).Fits(labels), name);
    }

    [Fact]
    public void Selector_WithoutLabels()
    {
        Assert.True(new LabelSelector().Fits(null));
        Assert.False(Selector("app=a").Fits(null));
        Assert.True(Selector("app:DoesNotExist:-").Fits(null));
        Assert.False(new LabelSelector { MatchExpressions = [new LabelSelectorRequirement { Operator = "Exists" }] }.Fits(new Dictionary<string, string> { ["app"] = "a" }));
    }

    [Fact]
    public void ResourceTypes_AreNamedAsInKubernetes()
    {
        Assert.Equal(("batch/v1", "jobs.batch", "jobs.batch"), (ResourceTypes.Jobs.ApiVersion, ResourceTypes.Jobs.Resource, ResourceTypes.Jobs.ToString()));
        Assert.Equal(("v1", "pods"), (ResourceTypes.Pods.ApiVersion, ResourceTypes.Pods.Resource));
        ResourceType[] all =
        [
            ResourceTypes.Jobs, ResourceTypes.CronJobs, ResourceTypes.Pods, ResourceTypes.Events, ResourceTypes.Namespaces, ResourceTypes.ConfigMaps,
            ResourceTypes.Secrets, ResourceTypes.ServiceAccounts, ResourceTypes.Services, ResourceTypes.PersistentVolumeClaims, ResourceTypes.Nodes, ResourceTypes.Leases,
        ];
        Assert.Equal(
            "Job CronJob Pod Event Namespace ConfigMap Secret ServiceAccount Service PersistentVolumeClaim Node Lease", string.Join(' ', all.Select(type => type.Kind)));
        Assert.Equal(
            "jobs.batch cronjobs.batch pods events namespaces configmaps secrets serviceaccounts services persistentvolumeclaims nodes leases.coordination.k8s.io",
            string.Join(' ', all.Select(type => type.Resource)));
        Assert.Equal(["Namespace", "Node"], all.Where(type => !type.Namespaced).Select(type => type.Kind));
        Assert.All(all, type => Assert.Equal("v1", type.Version));
    }

    private static LabelSelector? Selector(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (equal, other) = (words.Where(word => word.Contains('=')).ToList(), words.Where(word => word.Contains(':')).Select(word => word.Split(':')).ToList());
        return new LabelSelector
        {
            MatchLabels = equal.Count == 0 ? null : equal.Select(word => word.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]),
            MatchExpressions = other.Count == 0 ? null : [.. other.Select(parts => new LabelSelectorRequirement
            {
                Key = parts[0],
                Operator = parts[1],
                Values = parts[2] == "-" ? null : parts[2].Split(','),
            })],
        };
    }

    private static string Text<T>(T value) => Encoding.UTF8.GetString(KubeJson.Write(value));

    private static string Refused<T>(string json) => Assert.Throws<JsonException>(() => KubeJson.Read<T>(Encoding.UTF8.GetBytes(json))).Message;
}
