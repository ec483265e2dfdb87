using JobFlows.Functions.Hosting;
using Microsoft.Extensions.Configuration;

namespace JobFlows.Functions.Tests.Hosting;

public sealed class CloudOptionsTests
{
    [Theory]
    [InlineData("nothing is served without authentication")]
    [InlineData("less than 16 characters", "JobFlows:Tokens", "short")]
    [InlineData("Audience is needed", "JobFlows:Entra:TenantId", "t")]
    [InlineData("TenantId is needed", "JobFlows:Entra:Audience", "a")]
    [InlineData("JobFlows__Pods is queue or aci, not 'k8s'", "JobFlows:Pods", "k8s")]
    [InlineData("needs JobFlows__Aci__Subscription and JobFlows__Aci__ResourceGroup", "JobFlows:Pods", "aci", "JobFlows:Aci:Subscription", "3f9c9a39-7b64-4a3e-a9ab-0e0d7f0b2c11")]
    [InlineData("the subscription's ID, a GUID", "JobFlows:Pods", "aci", "JobFlows:Aci:Subscription", "mine", "JobFlows:Aci:ResourceGroup", "g")]
    [InlineData("is not an https URL", "JobFlows:Entra:Audience", "a", "JobFlows:Entra:Authority", "http://example.com")]
    public void Read_Mistakes_AreNamed(string message, params string[] settings) =>
        Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => CloudOptions.Read(Configuration(settings))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_Tokens_AreSplit()
    {
        var options = CloudOptions.Read(Configuration("JobFlows:Tokens", "0123456789abcdef, fedcba9876543210;"));

        Assert.Equal(["0123456789abcdef", "fedcba9876543210"], options.TokenList);
    }

    [Fact]
    public void Read_Entra_HasThePublicCloudAsItsIssuer()
    {
        var options = CloudOptions.Read(Configuration("JobFlows:Entra:TenantId", "contoso", "JobFlows:Entra:Audience", "api://jobflows"));

        Assert.Equal("https://login.microsoftonline.com/contoso/v2.0/.well-known/openid-configuration", options.Entra.Metadata.ToString());
    }

    [Fact]
    public void Read_Aci_SignsInAsTheStorageAccountsIdentity()
    {
        var options = CloudOptions.Read(Configuration(
            "JobFlows:Tokens", "0123456789abcdef", "JobFlows:Pods", "aci", "JobFlows:Aci:Subscription", "3f9c9a39-7b64-4a3e-a9ab-0e0d7f0b2c11", "JobFlows:Aci:ResourceGroup", "g", "AzureWebJobsStorage:clientId", "c"));

        Assert.Equal(new AciOptions { Subscription = "3f9c9a39-7b64-4a3e-a9ab-0e0d7f0b2c11", ResourceGroup = "g", ClientId = "c" }, options.Aci);
    }

    [Fact]
    public void Account_Unset_IsNamed() =>
        Assert.Contains("AzureWebJobsStorage", Assert.Throws<InvalidOperationException>(() => CloudOptions.Account(Configuration())).Message, StringComparison.Ordinal);

    [Fact]
    public void Account_ByName_HasItsEndpoints()
    {
        var account = CloudOptions.Account(Configuration("AzureWebJobsStorage:accountName", "jobs", "AzureWebJobsStorage:clientId", "3f9c9a39-7b64-4a3e-a9ab-0e0d7f0b2c11"));

        Assert.Equal(("https://jobs.blob.core.windows.net/", "https://jobs.queue.core.windows.net/"), (account.Blobs.Uri.ToString(), account.Queues.Uri.ToString()));
    }

    private static IConfiguration Configuration(params string[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build();
}
