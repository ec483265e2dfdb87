using System.Security.Cryptography;
using System.Text;

namespace JobFlows.Api.Authentication;

/// <summary>Tokens that are configured: whoever holds one is an administrator.</summary>
public sealed class StaticTokens : ITokenAuthenticator
{
    private readonly byte[][] digests;

    /// <param name="tokens">The tokens; at least one, none empty.</param>
    public StaticTokens(IReadOnlyList<string> tokens)
    {
        if (tokens.Count == 0 || tokens.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("at least one token is needed, and none may be empty", nameof(tokens));
        }

        digests = [.. tokens.Select(Digest)];
    }

    /// <inheritdoc/>
    /// <remarks>Digests have one length and every one is compared, so the time taken tells nothing of the tokens.</remarks>
    public ValueTask<Caller?> AuthenticateAsync(string token, CancellationToken cancellation)
    {
        var digest = Digest(token);
        var known = false;
        foreach (var candidate in digests)
        {
            known |= CryptographicOperations.FixedTimeEquals(candidate, digest);
        }

        return new(known ? Caller.Administrator : null);
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
