using System.Net;
using System.Security.Cryptography.X509Certificates;
using JobFlows.Api.Authentication;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace JobFlows.Cli.Hosting;

/// <summary>Where the API listens: an https or http URL, or <c>unix:PATH</c>.</summary>
internal sealed class Listener
{
    private const string UnixPrefix = "unix:";
    private readonly string listen;
    private readonly Uri? url;
    private readonly X509Certificate2? certificate;

    private Listener(string listen, Uri? url, X509Certificate2? certificate) => (this.listen, this.url, this.certificate) = (listen, url, certificate);

    /// <summary>The certificate that clients are to trust, or null.</summary>
    public string? CertificatePem => certificate?.ExportCertificatePem();

    /// <summary>Reads the setting, and makes a certificate where one is needed.</summary>
    /// <exception cref="StartupException">It is no such URL.</exception>
    public static Listener Parse(string listen, DataDirectory data, TimeProvider clock)
    {
        if (listen.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            return new Listener(listen, null, null);
        }

        if (!Uri.TryCreate(listen, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.PathAndQuery != "/" || AddressOf(url) is null)
        {
            throw new StartupException($"--listen must be a URL such as https://127.0.0.1:6443, with an IP address or localhost, not '{listen}'");
        }

        return new Listener(listen, url, url.Scheme == "https" ? ServerCertificate.LoadOrCreate(data.Certificate, url.Host.Trim('[', ']'), clock.GetUtcNow()) : null);
    }

    /// <summary>The unix socket's path, or null.</summary>
    public static string? SocketPath(string listen) => listen.StartsWith(UnixPrefix, StringComparison.Ordinal) ? listen[UnixPrefix.Length..] : null;

    /// <summary>The URL with the port that was really bound.</summary>
    public static string BoundUrl(WebApplication web, string listen) => SocketPath(listen) is not null
        ? listen
        : web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/');

    /// <summary>A web application builder without anything on standard output.</summary>
    public static WebApplicationBuilder CreateBuilder(string logLevel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.SetMinimumLevel(Enum.Parse<LogLevel>(logLevel, ignoreCase: true));

        // What it would say, with a stack trace, is told in one line by whoever catches it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.UseUtcTimestamp = true;
        });
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseKestrelCore();
        return builder;
    }

    /// <summary>Sets the web server up.</summary>
    public void Configure(WebApplicationBuilder builder)
    {
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // The API has its own limit, with a Status to explain it. Watches may be read, and bodies be sent, as slowly as their clients like.
            kestrel.Limits.MaxRequestBodySize = 16 * 1024 * 1024;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;

            // As Go's server, which lets long selectors through.
            kestrel.Limits.MaxRequestLineSize = 1024 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 1024 * 1024;
            kestrel.Limits.MaxRequestBufferSize = 2 * 1024 * 1024;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
            if (url is null)
            {
                kestrel.ListenUnixSocket(SocketPath(listen)!);
            }
            else
            {
                kestrel.Listen(AddressOf(url)!, url.Port, endpoint => Secure(endpoint));
            }
        });
    }

    /// <summary>Begins to answer requests that carry the token.</summary>
    /// <exception cref="StartupException">The address can't be bound.</exception>
    public async Task StartAsync(WebApplication web, string token, RequestDelegate handle, CancellationToken cancellation)
    {
        var authentication = new RequestAuthentication(new StaticTokens([token]));
        web.UseWebSockets();
        web.Run(http => authentication.InvokeAsync(http, handle));
        try
        {
            await web.StartAsync(cancellation);
        }
        catch (IOException e)
        {
            throw new StartupException($"can't listen on {listen}: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    private static IPAddress? AddressOf(Uri url) =>
        url.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) ? address : null;

    private void Secure(ListenOptions endpoint)
    {
        endpoint.Protocols = HttpProtocols.Http1AndHttp2;
        if (certificate is not null)
        {
            endpoint.UseHttps(certificate);
        }
    }
}
