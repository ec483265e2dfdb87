namespace JobFlows.Api.Authentication;

/// <summary>Knows some bearer tokens.</summary>
public interface ITokenAuthenticator
{
    /// <summary>Whose token this is, or null when it is unknown, wrong or expired.</summary>
    /// <param name="token">The token, without its scheme; not empty.</param>
    /// <param name="cancellation">Cancels.</param>
    ValueTask<Caller?> AuthenticateAsync(string token, CancellationToken cancellation);
}
