using JobFlows.Domain.Batch;
using JobFlows.Domain.Indexes;
using JobFlows.Domain.SuccessPolicies;

namespace JobFlows.Domain.Tests.Upstream;

/// <summary>The cases of <c>success_policy_test.go</c>, <c>TestMatchSuccessPolicy</c>, of Jobs with ten completions. A rule is written
/// <c>indexes:count</c>, with either left out; rules are parted by blanks.</summary>
public sealed class SuccessPolicyTable
{
    [Theory]
    [InlineData("successPolicy is null", null, "0", null)]
    [InlineData("no rules", "", "0", null)]
    [InlineData("a rule's indexes can't be read", "invalid-form:", "0", null)]
    [InlineData("the indexes match", "0-2:", "0-2,4-7", 0)]
    [InlineData("the indexes don't match", "3:", "0-2", null)]
    [InlineData("the count matches", ":2", "0-2", 0)]
    [InlineData("the count doesn't match", ":4", "0-2", null)]
    [InlineData("one of two rules", "9: 4,6:", "0-2,4-7", 1)]
    [InlineData("both rules", "0,1: 5:", "0-2,4-7", 0)]
    [InlineData("a count of the rule's indexes matches", "3-6:2", "0-2,4-7", 0)]
    [InlineData("a count of the rule's indexes doesn't match", "3-6:2", "0-2,6-7", null)]
    [InlineData("nothing has succeeded, a count", ":4", "", null)]
    [InlineData("the rule is a proper subset", "2-4,6-8:", "1-5,6-9", 0)]
    [InlineData("the rule is the same set", "2-4,6-9:", "2-4,6-9", 0)]
    [InlineData("the rule is a subset, partly past the completions", "2-4,8-12:", "2-5,7-15", 0)]
    [InlineData("the rule is empty", "_:", "1-3", null)]
    [InlineData("the rule is empty, nothing has succeeded", "_:", "", null)]
    [InlineData("the rule is all past what has succeeded", "10-12,14-16:", "1-3,5-7", null)]
    [InlineData("overlap at first", "1-3,5-7:", "2-4,6-8", null)]
    [InlineData("overlap at first, with a count", "1-3,5-7:4", "2-4,6-8", 0)]
    [InlineData("overlap at last", "2-4,6-9:", "1-3,5-7", null)]
    [InlineData("overlap at last, with a count", "2-4,6-9:4", "1-3,5-7", 0)]
    [InlineData("complete overlap", "0-4,6-9:", "1-3,7-8", null)]
    [InlineData("complete overlap, with a count", "0-4,6-9:5", "1-3,7-8", 0)]
    [InlineData("several overlaps at last", "0-6,8-9:", "1-3,5-9", null)]
    [InlineData("several overlaps at last, with a count", "0-6,8-9:7", "1-3,5-9", 0)]
    [InlineData("overlap at first, the same at last", "0-5,7-9:", "1-5,7-10", null)]
    [InlineData("overlap at first, the same at last, with a count", "0-5,7-9:8", "1-5,7-10", 0)]
    [InlineData("the first part overlaps at first", "0-3,6-9:", "1-10", null)]
    [InlineData("the first part overlaps at first, with a count", "0-3,6-9:7", "1-10", 0)]
    public void Match(string name, string? rules, string succeeded, int? matched) =>
        Assert.True(matched == SuccessPolicyMatcher.Match(Policy(rules), completions: 10, IndexSet.Parse(succeeded)), name);

    [Fact]
    public void Count_IsMetExactly()
    {
        Assert.Null(SuccessPolicyMatcher.Match(Policy(":3"), 10, IndexSet.Of(0, 1)));
        Assert.Equal(0, SuccessPolicyMatcher.Match(Policy(":3"), 10, IndexSet.Of(0, 1, 5)));
        Assert.Null(SuccessPolicyMatcher.Match(new SuccessPolicy { Rules = [new SuccessPolicyRule()] }, 10, IndexSet.Of(0, 1)));
    }

    private static SuccessPolicy? Policy(string? rules) => rules is null ? null : new SuccessPolicy
    {
        Rules = [.. rules.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(rule => rule.Split(':')).Select(parts => new SuccessPolicyRule
        {
            SucceededIndexes = parts[0].Length == 0 ? null : parts[0].Replace("_", ""),
            SucceededCount = parts[1].Length == 0 ? null : int.Parse(parts[1]),
        })],
    };
}
