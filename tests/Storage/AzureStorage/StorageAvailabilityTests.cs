using JobFlows.Storage.AzureStorage;

namespace JobFlows.Storage.Tests.AzureStorage;

public sealed class StorageAvailabilityTests
{
    private readonly List<string> told = [];
    private readonly StorageAvailability availability;

    public StorageAvailabilityTests() => availability = new(() => "the account") { Told = told.Add };

    [Fact]
    public void Failures_MadeGoodByTheNextTry_AreNotTold()
    {
        for (var i = 0; i < 10; i++)
        {
            availability.Failed("blobs", "refused");
            availability.Failed("blobs", "refused");
            availability.Answered("blobs");
        }

        Assert.Empty(told);
        Assert.False(availability.IsAway);
    }

    [Fact]
    public void Failures_OneAfterTheOther_AreToldOnceAndTheReturnToo()
    {
        for (var i = 0; i < 10; i++)
        {
            availability.Failed("blobs", "refused");
        }

        Assert.Equal(["the account can't be reached: refused; it is tried again until it answers"], told);
        Assert.True(availability.IsAway);
        availability.Answered("blobs");
        availability.Answered("blobs");
        Assert.Equal(2, told.Count);
        Assert.StartsWith("the account answers again, after ", told[1], StringComparison.Ordinal);
        Assert.False(availability.IsAway);
    }

    [Fact]
    public void TwoServicesAway_AreToldTogether()
    {
        for (var i = 0; i < 5; i++)
        {
            availability.Failed("blobs", "refused");
            availability.Failed("queues", "refused");
        }

        availability.Answered("blobs");
        Assert.Single(told);
        availability.Answered("queues");
        Assert.Equal(2, told.Count);
    }

    [Fact]
    public async Task Requests_NobodyAnswers_AreTold()
    {
        var account = StorageAccount.Parse("AccountName=name;AccountKey=c2VjcmV0;BlobEndpoint=http://127.0.0.1:9/name;QueueEndpoint=http://127.0.0.1:9/name");
        account.Availability.Told = told.Add;

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => account.Blobs.GetBlobContainerClient("any").ExistsAsync());

        Assert.True(StorageAccount.IsAway(failure));
        Assert.StartsWith("the storage account at http://127.0.0.1:9/name can't be reached: Connection refused", Assert.Single(told), StringComparison.Ordinal);
    }
}
