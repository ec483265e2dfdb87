using System.Net;
using System.Net.Sockets;
using System.Text;
using JobFlows.Domain.Core;
using JobFlows.Pods.Kubelet.Probes;

namespace JobFlows.Pods.Tests.Kubelet.Probes;

public sealed class HttpCheckTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<string> asked = [];

    public HttpCheckTests() => listener.Start();

    private int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    [Theory]
    [InlineData(200, null)]
    [InlineData(299, null)]
    [InlineData(400, "HTTP probe failed with statuscode: 400")]
    [InlineData(500, "HTTP probe failed with statuscode: 500")]
    public async Task Get_StatusCode_IsJudgedAsAKubeletDoes(int code, string? problem)
    {
        Answer(_ => $"{code} Answer\r\n\r\n");

        var outcome = await GetAsync("/healthz", judged: true);

        Assert.Equal(problem, (outcome as ProbeOutcome.Failure)?.Text);
        Assert.Equal(problem is null, outcome is ProbeOutcome.Success);
        Assert.Equal(["GET /healthz HTTP/1.1"], asked);
    }

    [Theory]
    [InlineData("/good", null)]
    [InlineData("/bad", "HTTP probe failed with statuscode: 500")]
    public async Task Get_SentOnToTheSameHost_IsJudgedThere(string to, string? problem)
    {
        Answer(path => path switch
        {
            "/good" => "200 OK\r\n\r\n",
            "/bad" => "500 No\r\n\r\n",
            _ => $"302 Found\r\nLocation: {to}\r\n\r\n",
        });

        var outcome = await GetAsync("/from", judged: true);

        Assert.Equal(problem, (outcome as ProbeOutcome.Failure)?.Text);
        Assert.Equal(["GET /from HTTP/1.1", $"GET {to} HTTP/1.1"], asked);
    }

    [Fact]
    public async Task Get_SentOnForEver_Fails()
    {
        Answer(_ => "307 Again\r\nLocation: /again\r\n\r\n");

        var outcome = await GetAsync("/again", judged: true);

        Assert.Equal($"Get \"http://127.0.0.1:{Port}/again\": stopped after 10 redirects", Assert.IsType<ProbeOutcome.Failure>(outcome).Text);
        Assert.Equal(10, asked.Count);
    }

    [Theory]
    [InlineData("302 Found\r\nLocation: http://localhost/\r\n\r\nelsewhere")]
    [InlineData("302 Found\r\n\r\nelsewhere")]
    [InlineData("304 Not Modified\r\nLocation: /good\r\n\r\nelsewhere")]
    public async Task Get_SentSomewhereElse_IsAWarning(string answer)
    {
        Answer(_ => answer);

        var outcome = await GetAsync("/", judged: true);

        Assert.StartsWith("Probe terminated redirects, Response body: ", Assert.IsType<ProbeOutcome.Warning>(outcome).Text, StringComparison.Ordinal);
        Assert.Single(asked);
    }

    [Fact]
    public async Task Get_OfAHook_FollowsToAnyHost()
    {
        Answer(path => path == "/there" ? "500 No\r\n\r\n" : $"302 Found\r\nLocation: http://localhost:{Port}/there\r\n\r\n");

        Assert.IsType<ProbeOutcome.Success>(await GetAsync("/", judged: false));
        Assert.Equal(["GET / HTTP/1.1", "GET /there HTTP/1.1"], asked);
    }

    public void Dispose() => listener.Dispose();

    private Task<ProbeOutcome> GetAsync(string path, bool judged) => HttpCheck.GetAsync(new HTTPGetAction { Path = path }, Port, judged, TimeSpan.FromSeconds(30));

    private void Answer(Func<string, string> answer) => _ = Task.Run(async () =>
    {
        var buffer = new byte[4096];
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync();
            var length = await client.GetStream().ReadAsync(buffer);
            var line = Encoding.ASCII.GetString(buffer, 0, length).Split("\r\n")[0];
            asked.Add(line);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer(line.Split(' ')[1]).Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")}"));
        }
    });
}
