using System.Text;
using Azure;
using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Tests.Blobs.Faults;

/// <summary>Commits whose answer is lost: each is carried out once, whatever happened to the request.</summary>
[Collection(AzuriteTests.Name)]
public sealed class UnknownOutcomeTests(SharedAzurite azurite)
{
    private readonly BlobObjectStoreOptions options = new() { Container = $"unknown-{Guid.NewGuid():N}" };

    [Theory]
    [InlineData("lost after the commit")]
    [InlineData("lost before the commit")]
    [InlineData("refused as busy")]
    [InlineData("committed, then refused as busy")]
    public async Task Append_AnswerLost_IsCommittedOnce(string how)
    {
        var losses = 0;
        await using var store = await OpenAsync(new FaultPolicy(async (number, request, send) =>
        {
            // Every other try of an append meets it.
            if (!FaultPolicy.IsAppend(request) || losses++ % 2 == 1)
            {
                await send();
                return;
            }

            switch (how)
            {
                case "lost after the commit":
                    await send();
                    throw new IOException("the connection broke");
                case "lost before the commit":
                    throw new IOException("the connection broke");
                case "refused as busy":
                    throw new RequestFailedException(503, "busy", "ServerBusy", innerException: null);
                default:
                    await send();
                    throw new RequestFailedException(500, "timeout", "OperationTimedOut", innerException: null);
            }
        }));

        for (var i = 1; i <= 10; i++)
        {
            var written = Assert.IsType<WriteResult.Written>((await store.WriteAsync([Create($"thing-{i}")]))[0]);
            Assert.Equal(i, written.Object.Revision);
        }

        Assert.True(losses > 10);
        await AssertThingsAsync(store, 10);
        await using var fresh = await OpenAsync();
        await AssertThingsAsync(fresh, 10);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Append_AnswerLostWhileOthersWrite_IsCommittedOnce(bool committed)
    {
        await using var other = await OpenAsync();
        await using var store = await OpenAsync(new FaultPolicy(async (number, request, send) =>
        {
            if (!FaultPolicy.IsAppend(request) || other.Revision > 0)
            {
                await send();
                return;
            }

            if (committed)
            {
                await send();
            }

            // Before the loser looks what became of it, somebody else has the place.
            await other.WriteAsync([Create("thing-other")]);
            throw new IOException("the connection broke");
        }));

        var written = Assert.IsType<WriteResult.Written>((await store.WriteAsync([Create("thing-mine")]))[0]);

        Assert.Equal(committed ? 1 : 2, written.Object.Revision);
        await AssertThingsAsync(store, 2);
        await AssertThingsAsync(other, 2);
    }

    [Fact]
    public async Task Append_LostAgainstTheSameName_IsDecidedAgain()
    {
        await using var other = await OpenAsync();
        await using var store = await OpenAsync(new FaultPolicy(async (number, request, send) =>
        {
            if (FaultPolicy.IsAppend(request) && other.Revision == 0)
            {
                await other.WriteAsync([Create("thing", uid: "theirs")]);
            }

            await send();
        }));

        var late = Assert.IsType<WriteResult.AlreadyExists>((await store.WriteAsync([Create("thing", uid: "mine")]))[0]);

        Assert.Equal("theirs", late.Uid);
        await AssertThingsAsync(store, 1);
    }

    [Fact]
    public async Task Append_StorageGoneForLong_ThrowsAndTheStoreGoesOn()
    {
        var isGone = false;
        await using var store = await OpenAsync(
            new FaultPolicy(async (_, request, send) =>
            {
                await send();
                if (isGone)
                {
                    throw new IOException("the connection broke");
                }
            }),
            options with { LongestOutage = TimeSpan.FromMilliseconds(300) });
        isGone = true;
        await Assert.ThrowsAnyAsync<Exception>(() => store.WriteAsync([Create("thing-1")]));

        isGone = false;
        var again = (await store.WriteAsync([Create("thing-1")]))[0];
        Assert.True(again is WriteResult.AlreadyExists, "it had been committed all the same");
        await store.WriteAsync([Create("thing-2")]);
        await AssertThingsAsync(store, 2);
    }

    private static ObjectWrite.Create Create(string name, string? uid = null) =>
        new() { Key = new("things", "default", name), Uid = uid ?? name, Json = Encoding.UTF8.GetBytes("""{"metadata":{}}""") };

    /// <summary>There are so many, and each took one revision.</summary>
    private static async Task AssertThingsAsync(BlobObjectStore store, int count)
    {
        var page = await store.ListAsync(new() { Resource = "things" });
        Assert.Equal(count, page.Items.Count);
        Assert.Equal(count, page.Revision);
    }

    private Task<BlobObjectStore> OpenAsync(FaultPolicy? policy = null, BlobObjectStoreOptions? with = null) =>
        BlobObjectStore.OpenAsync(StorageAccount.Parse(azurite.Server.ConnectionString, policy), with ?? options);
}
