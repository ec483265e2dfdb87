namespace JobFlows.Storage.Tests.Blobs;

/// <summary>The tests that run against Azurite, one class after the other.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteTests : ICollectionFixture<SharedAzurite>
{
    public const string Name = "Azurite";
}
