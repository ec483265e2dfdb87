using System.Net;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using JobFlows.Pods.Aci.Arm;
using JobFlows.Pods.Aci.Life;

namespace JobFlows.Pods.Tests.Aci;

/// <summary>What Azure's errors mean.</summary>
public sealed class ArmRefusalTests
{
    [Theory]
    [InlineData(400, "InaccessibleImage", true)]
    [InlineData(400, "InvalidRequestContent", true)]
    [InlineData(403, "AuthorizationFailed", true)]
    [InlineData(403, "RequestDisallowedByPolicy", true)]
    [InlineData(413, "RequestTooLarge", true)]
    [InlineData(400, "RegistryErrorResponse", false)]
    [InlineData(400, "CannotAccessStorageAccount", false)]
    [InlineData(403, "QuotaExceeded", false)]
    [InlineData(401, "ExpiredAuthenticationToken", false)]
    [InlineData(404, "ResourceGroupNotFound", false)]
    [InlineData(408, "RequestTimeout", false)]
    [InlineData(409, "ContainerGroupQuotaReached", false)]
    [InlineData(409, "ServiceUnavailable", false)]
    [InlineData(409, "MissingSubscriptionRegistration", false)]
    [InlineData(429, "TooManyRequests", false)]
    [InlineData(500, "InternalServerError", false)]
    [InlineData(503, "ServerBusy", false)]
    public async Task Of_SaysWhetherItIsFinal(int status, string code, bool final)
    {
        var refusal = ArmRefusal.Of(await FailAsync(FakeArm.Error(status, code, "why")));

        Assert.Equal((code, "why", final, status == 429), (refusal.Code, refusal.Message, refusal.IsFinal, refusal.IsThrottled));
    }

    [Fact]
    public async Task Of_ReadsDetailsAndWait()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
        {
            Content = new StringContent("""{"error": {"code": "A", "message": "one", "details": [{"code": "B", "message": "two\nthree"}]}}"""),
        };
        response.Headers.Add("Retry-After", "17");

        var refusal = ArmRefusal.Of(await FailAsync(response));

        Assert.Equal(("A: one two three", TimeSpan.FromSeconds(17)), (refusal.ToString(), refusal.RetryAfter));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("[]")]
    [InlineData("""{"error": "text"}""")]
    public async Task Of_AnswerThatIsNoError_IsTriedAgain(string body)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent(body) };

        Assert.False(ArmRefusal.Of(await FailAsync(response)).IsFinal);
    }

    [Fact]
    public void Of_NobodyAnswered_IsTriedAgain() => Assert.False(ArmRefusal.Of(new RequestFailedException("no route to host")).IsFinal);

    [Theory]
    [InlineData(1, null, 5)]
    [InlineData(2, null, 10)]
    [InlineData(4, null, 40)]
    [InlineData(1000, null, 300)]
    [InlineData(1, 20, 20)]
    [InlineData(4, 20, 40)]
    [InlineData(1000, 600, 600)]
    public void RetryPace_Doubles_UnlessAzureSaysHowLong(int refusals, int? told, int expected) => Assert.Equal(
        TimeSpan.FromSeconds(expected),
        RetryPace.After(refusals, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), told is { } seconds ? TimeSpan.FromSeconds(seconds) : null));

    private static async Task<RequestFailedException> FailAsync(HttpResponseMessage answer)
    {
        using var handler = new FakeArm { Intercept = _ => answer };
        using var client = new HttpClient(handler);
        var transport = new HttpClientTransport(client);
        var pipeline = HttpPipelineBuilder.Build(new Options { Transport = transport, Retry = { MaxRetries = 0 } });
        using var message = pipeline.CreateMessage();
        message.Request.Uri.Reset(new Uri("https://management.azure.com"));
        await pipeline.SendAsync(message, CancellationToken.None);
        return new RequestFailedException(message.Response);
    }

    private sealed class Options : ClientOptions;
}
