using System.Text.Json;
using FsCheck.Fluent;
using JobFlows.Domain.Indexes;
using JobFlows.Domain.Tests.Support;

namespace JobFlows.Domain.Tests.Indexes;

public sealed class IndexSetTests
{
    [Theory]
    [InlineData("empty", "", new int[0])]
    [InlineData("one", "7", new[] { 7 })]
    [InlineData("two neighbours stay apart", "0,1", new[] { 0, 1 })]
    [InlineData("three become a range", "0-2", new[] { 0, 1, 2 })]
    [InlineData("mixed", "1,3-5,7,8", new[] { 1, 3, 4, 5, 7, 8 })]
    [InlineData("in any order, repeated", "1-3", new[] { 3, 1, 2, 1, 3 })]
    public void Text_IsThatOfKubernetes(string name, string text, int[] indexes)
    {
        Assert.True(text == IndexSet.Of(indexes).ToString(), name);
        Assert.Equal(IndexSet.Of(indexes), IndexSet.Parse(text));
        Assert.Equal(indexes.Distinct().Count(), IndexSet.Parse(text).Count);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("1,")]
    [InlineData("1-")]
    [InlineData("-1")]
    [InlineData("1-2-3")]
    [InlineData("3,1")]
    [InlineData("1-3,3")]
    [InlineData("5-4")]
    [InlineData("1, 2")]
    [InlineData("99999999999")]
    public void TryParse_OtherText_Fails(string text)
    {
        Assert.False(IndexSet.TryParse(text, out var set));
        Assert.Equal(IndexSet.Empty, set);
        Assert.Throws<FormatException>(() => IndexSet.Parse(text));
    }

    [Fact]
    public void Json_IsTheText()
    {
        Assert.Equal("\"0-2,5\"", JsonSerializer.Serialize(IndexSet.Of(0, 1, 2, 5)));
        Assert.Equal(IndexSet.Of(0, 1, 2, 5), JsonSerializer.Deserialize<IndexSet>("\"0-2,5\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<IndexSet>("\"x\""));
    }

    [Fact]
    public void LargestIndexes_DontOverflow()
    {
        var all = IndexSet.UpTo(int.MaxValue);
        var last = IndexSet.Range(int.MaxValue - 1, int.MaxValue);

        Assert.Equal(int.MaxValue, all.Count);
        Assert.Equal("0-2147483645", all.Except(last).ToString());
        Assert.Equal("2147483646,2147483647", all.Except(IndexSet.UpTo(int.MaxValue - 1)).Union(last).ToString());
        Assert.Equal([0, 1], all.Lowest(2));
    }

    [Fact]
    public void NothingAddedOrTaken_IsTheSameSet()
    {
        var set = IndexSet.Of(1, 2, 3, 7);
        Assert.Same(set, set.Union(IndexSet.Empty));
        Assert.Same(set, IndexSet.Empty.Union(set));
        Assert.Same(set, set.Union(set));
        Assert.Same(set, set.Add([]));
        Assert.Same(set, set.Except(IndexSet.Empty));
        Assert.Same(set, set.Below(8));
        Assert.Same(IndexSet.Empty, set.Except(set));
        Assert.Same(IndexSet.Empty, IndexSet.Empty.Except(set));
        Assert.Same(IndexSet.Empty, set.Below(1));
        Assert.Same(IndexSet.Empty, IndexSet.Range(5, 4));
        Assert.Same(IndexSet.Empty, IndexSet.UpTo(0));
        Assert.Same(set.ToString(), set.ToString());
    }

    [Fact]
    public void Equality_IsThatOfTheIndexes()
    {
        var set = IndexSet.Of(1, 2, 3);
        Assert.True(set.Equals((object)IndexSet.Range(1, 3)));
        Assert.Equal(set.GetHashCode(), IndexSet.Range(1, 3).GetHashCode());
        Assert.False(set.Equals(null));
        Assert.False(set.Equals("1-3"));
        Assert.False(set.Equals(IndexSet.Range(1, 4)));
    }

    [Fact]
    public void NoText_IsNoIndex()
    {
        Assert.True(IndexSet.TryParse(null, out var none));
        Assert.Same(IndexSet.Empty, none);
        Assert.Same(IndexSet.Empty, IndexSet.Salvage(null));
        Assert.Equal("1-3,9", IndexSet.Salvage("1-3,5-4,x,,9").ToString());
        Assert.Equal("not a list of indexes: x", Assert.Throws<FormatException>(() => IndexSet.Parse("x")).Message);
        Assert.Equal("expected a list of indexes such as \"1,3-5,7\"", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<IndexSet>("\"x\"")).Message);
    }

    [Fact]
    public void Operations_AreThoseOfSets() => PropertyRun.Check(
        Gen.Two(Gen.Choose(0, 40).ArrayOf()).ToArbitrary(),
        pair =>
        {
            var (left, right) = pair;
            var (a, b) = (IndexSet.Of(left), IndexSet.Of(right));
            var limit = left.Length;

            Same(left.Union(right), a.Union(b));
            Same(left.Union(right), a.Add(right));
            Same(left.Except(right), a.Except(b));
            Same(left.Where(index => index < limit), a.Below(limit));
            Assert.Equal(left.Intersect(right).Count(), a.CountCommon(b));
            Assert.Equal(left.Distinct().Order().Take(limit / 2), a.Lowest(limit / 2));
            Assert.All(Enumerable.Range(0, 42), index => Assert.Equal(left.Contains(index), a.Contains(index)));
        });

    private static void Same(IEnumerable<int> expected, IndexSet actual)
    {
        int[] indexes = [.. expected.Distinct().Order()];
        Assert.Equal(indexes, actual.Lowest(int.MaxValue));
        Assert.Equal(indexes.Length, actual.Count);
        Assert.Equal(IndexSet.Of(indexes), actual);
        Assert.Equal(actual, IndexSet.Parse(actual.ToString()));
        Assert.All(actual.Intervals.Zip(actual.Intervals.Skip(1)), pair => Assert.True(pair.First.Last + 1 < pair.Second.First));
    }
}
