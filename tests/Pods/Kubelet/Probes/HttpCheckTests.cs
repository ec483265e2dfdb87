using System.Net;
using System.Net.Sockets;
using System.Text;
using JobFlows.Domain.Core;
using JobFlows.Pods.Kubelet.Probes;

namespace JobFlows.Pods.Tests.Kubelet.Probes;

public sealed class HttpCheckTests
{
    [Theory]
    [InlineData(200, null)]
    [InlineData(302, null)]
    [InlineData(399, null)]
    [InlineData(400, "HTTP probe failed with statuscode: 400")]
    [InlineData(500, "HTTP probe failed with statuscode: 500")]
    public async Task Get_StatusCode_IsJudgedAsAKubeletDoes(int code, string? problem)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, code);

        var outcome = await HttpCheck.GetAsync(new HTTPGetAction { Path = "/healthz" }, ((IPEndPoint)listener.LocalEndpoint).Port, "main", judged: true, TimeSpan.FromSeconds(30));

        Assert.Equal(problem, (outcome as ProbeOutcome.Failure)?.Text);
        Assert.StartsWith("GET /healthz HTTP/1.1\r\n", await answering, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/later", 500, "HTTP probe failed with statuscode: 500", null)]
    [InlineData("later?x=1", 200, null, null)]
    [InlineData("http://elsewhere.example/", 500, null, "Probe terminated redirects, Response body: ")]
    public async Task Get_Redirect_IsFollowedOnTheSameHost(string location, int then, string? problem, string? warning)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, 302, location);
        var after = answering.ContinueWith(_ => AnswerAsync(listener, then), TaskScheduler.Default).Unwrap();

        var outcome = await HttpCheck.GetAsync(new HTTPGetAction { Path = "/first" }, ((IPEndPoint)listener.LocalEndpoint).Port, "main", judged: true, TimeSpan.FromSeconds(30));

        Assert.Equal(problem, (outcome as ProbeOutcome.Failure)?.Text);
        Assert.Equal(warning, (outcome as ProbeOutcome.Success)?.Warning);
        if (warning is null)
        {
            Assert.StartsWith("GET /later", await after, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Get_RedirectsWithoutEnd_Fails()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = Task.Run(async () =>
        {
            for (var n = 0; n < 10; n++)
            {
                await AnswerAsync(listener, 302, "/again");
            }
        });

        var outcome = await HttpCheck.GetAsync(new HTTPGetAction { Path = "/again" }, ((IPEndPoint)listener.LocalEndpoint).Port, "main", judged: true, TimeSpan.FromSeconds(30));

        Assert.Equal("Get \"/again\": stopped after 10 redirects", Assert.IsType<ProbeOutcome.Failure>(outcome).Text);
        await answering;
    }

    private static async Task<string> AnswerAsync(TcpListener listener, int code, string? location = null)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var buffer = new byte[4096];
        var asked = await client.GetStream().ReadAsync(buffer);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {code} Answer\r\n{(location is null ? "" : $"Location: {location}\r\n")}Content-Length: 0\r\nConnection: close\r\n\r\n"));
        return Encoding.ASCII.GetString(buffer, 0, asked);
    }
}
