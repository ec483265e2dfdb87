using JobFlows.Api.Authentication;
using JobFlows.Functions.Hosting;
using Microsoft.Extensions.Logging;

namespace JobFlows.Functions.Authentication;

/// <summary>Who is let in.</summary>
internal static class CloudAuthentication
{
    /// <summary>Lets in the tokens of the settings.</summary>
    public static RequestAuthentication Of(CloudOptions options, ILoggerFactory logs)
    {
        var all = new List<ITokenAuthenticator>();
        if (options.TokenList.Count > 0)
        {
            all.Add(new StaticTokens(options.TokenList));
        }

        if (options.Entra.IsUsed)
        {
            all.Add(new EntraTokens(options.Entra, logs.CreateLogger<EntraTokens>()));
        }

        return new RequestAuthentication(all);
    }
}
