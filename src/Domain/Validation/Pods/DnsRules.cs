using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>A pod's DNS settings; the limits are those of Linux' resolver.</summary>
internal static class DnsRules
{
    private const int MaxNameservers = 3;
    private const int MaxSearchPaths = 32;
    private const int MaxSearchCharacters = 2048;

    internal static void Validate(PodDNSConfig? config, string? policy, FieldPath path, FieldErrors errors)
    {
        if (policy == "None" && config is null)
        {
            errors.Required(path, "must provide `dnsConfig` when `dnsPolicy` is None");
            return;
        }

        if (policy == "None" && config!.Nameservers is not { Count: > 0 })
        {
            errors.Required(path.Child("nameservers"), "must provide at least one DNS nameserver when `dnsPolicy` is None");
            return;
        }

        if (config is not null)
        {
            Nameservers(config.Nameservers ?? [], path.Child("nameservers"), errors);
            Searches(config.Searches ?? [], path.Child("searches"), errors);
            Options(config.Options ?? [], path.Child("options"), errors);
        }
    }

    private static void Nameservers(IReadOnlyList<string> servers, FieldPath path, FieldErrors errors)
    {
        if (servers.Count > MaxNameservers)
        {
            errors.Invalid(path, servers, $"must not have more than {MaxNameservers} nameservers");
        }

        for (var i = 0; i < servers.Count; i++)
        {
            FieldRules.IpAddress(path.Index(i), servers[i], errors);
        }
    }

    private static void Searches(IReadOnlyList<string> searches, FieldPath path, FieldErrors errors)
    {
        if (searches.Count > MaxSearchPaths)
        {
            errors.Invalid(path, searches, $"must not have more than {MaxSearchPaths} search paths");
        }

        if (searches.Sum(search => search.Length + 1) - 1 > MaxSearchCharacters)
        {
            errors.Invalid(path, searches, $"must not have more than {MaxSearchCharacters} characters (including spaces) in the search list");
        }

        for (var i = 0; i < searches.Count; i++)
        {
            if (searches[i] != ".")
            {
                var search = searches[i].EndsWith('.') ? searches[i][..^1] : searches[i];
                errors.InvalidEach(path.Index(i), search, Names.Dns1123SubdomainWithUnderscore(search));
            }
        }
    }

    private static void Options(IReadOnlyList<PodDNSConfigOption> options, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < options.Count; i++)
        {
            FieldRules.RequiredText(path.Index(i), options[i].Name, errors, "must not be empty");
        }
    }
}
