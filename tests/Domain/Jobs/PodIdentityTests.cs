using System.Text.RegularExpressions;
using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.Tests.Jobs;

public sealed partial class PodIdentityTests
{
    private const string JobUid = "11111111-2222-4333-8444-555555555555";

    [Fact]
    public void Identities_AreDerived()
    {
        var (one, other) = (new PodIdentity("job", JobUid), new PodIdentity("job", JobUid));
        foreach (var ordinal in (long[])[5, 0, 4, 1_000_000])
        {
            Assert.Equal(one.Uid(ordinal), other.Uid(ordinal));
            Assert.Equal(one.Name(ordinal, 3), other.Name(ordinal, 3));
        }

        // Pods of Jobs that exist are found under these.
        Assert.Equal("4015d2e7-9af7-8519-a03e-e79374c57906", one.Uid(0));
        Assert.Equal("job-ghpdx", one.Name(0, null));
    }

    [Fact]
    public void Uids_AreUuidsAndDiffer()
    {
        var identity = new PodIdentity("job", JobUid);
        var uids = Enumerable.Range(0, 10_000).Select(ordinal => identity.Uid(ordinal)).ToList();

        Assert.Equal(uids.Count, uids.Distinct().Count());
        Assert.All(uids, uid => Assert.Matches(Uuid(), uid));
        Assert.NotEqual(uids[0], new PodIdentity("job", JobUid.Replace('1', '2')).Uid(0));
    }

    [Fact]
    public void Names_OfOneJob_Differ()
    {
        var identity = new PodIdentity("job", JobUid);
        var names = Enumerable.Range(0, 100_000).Select(ordinal => identity.Name(ordinal, null)).ToHashSet();

        Assert.Equal(100_000, names.Count);
        Assert.NotEqual(identity.Name(0, null), new PodIdentity("job", JobUid.Replace('1', '2')).Name(0, null));
    }

    [Theory]
    [InlineData("plain", "job", null, "job-", "job-")]
    [InlineData("indexed", "job", 12, "job-12-", "job-12-")]
    [InlineData("long, plain", "a23456789012345678901234567890123456789012345678901234567890123", null,
        "a23456789012345678901234567890123456789012345678901234567890123-", "a234567890123456789012345678901234567890123456789012345678")]
    [InlineData("long, indexed: the index stays", "a23456789012345678901234567890123456789012345678901234567890123", 123,
        "a2345678901234567890123456789012345678901234567890123-123-", "a2345678901234567890123456789012345678901234567890123-123-")]
    public void Name_IsAPrefixAndFiveLetters(string name, string jobName, int? index, string generateName, string prefix)
    {
        var podName = new PodIdentity(jobName, JobUid).Name(77, index);

        Assert.True(generateName == PodIdentity.GenerateName(jobName, index), name);
        Assert.StartsWith(prefix, podName);
        Assert.Matches(Suffix(), podName[prefix.Length..]);
        Assert.InRange(podName.Length, 1, 63);
    }

    [GeneratedRegex("^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    private static partial Regex Uuid();

    [GeneratedRegex("^[bcdfghjklmnpqrstvwxz2456789]{5}$")]
    private static partial Regex Suffix();
}
