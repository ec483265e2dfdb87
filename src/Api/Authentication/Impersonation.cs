using JobFlows.Api.Errors;
using JobFlows.Domain.Meta;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Authentication;

/// <summary>Nobody may act as somebody else: there are no users to become.</summary>
internal static class Impersonation
{
    private const string Prefix = "Impersonate-";
    private const string ExtraPrefix = Prefix + "Extra-";

    /// <summary>The refusal of a request that wants to be made in another's name; null for all others.</summary>
    public static Status? Refuse(HttpContext http)
    {
        foreach (var (header, values) in http.Request.Headers)
        {
            if (header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && values.ToString() is { Length: > 0 } wanted)
            {
                var (group, resource) = header[Prefix.Length..].ToLowerInvariant() switch
                {
                    "user" => ("", "users"),
                    "group" => ("", "groups"),
                    "uid" => ("authentication.k8s.io", "uids"),
                    _ when header.StartsWith(ExtraPrefix, StringComparison.OrdinalIgnoreCase) =>
                        ("authentication.k8s.io", "userextras/" + header[ExtraPrefix.Length..].ToLowerInvariant()),
                    _ => ("", ""),
                };
                if (resource.Length > 0)
                {
                    var type = new ResourceType(group, "v1", "", resource, Namespaced: false);
                    return ApiErrors.Forbidden(
                        type, wanted, $"User \"{Caller.Of(http).Name}\" cannot impersonate resource \"{resource}\" in API group \"{group}\" at the cluster scope");
                }
            }
        }

        return null;
    }
}
