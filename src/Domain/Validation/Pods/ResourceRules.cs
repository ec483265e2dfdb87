using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>Resource requests, limits and claims.</summary>
internal static class ResourceRules
{
    private const string HugePagesPrefix = "hugepages-";
    private static readonly IReadOnlyDictionary<string, Quantity> None = new Dictionary<string, Quantity>();

    internal static void Validate(ResourceRequirements resources, FieldPath path, IReadOnlySet<string> claims, FieldErrors errors)
    {
        var (limits, requests) = (resources.Limits ?? None, resources.Requests ?? None);
        foreach (var (name, amount) in limits)
        {
            Entry(name, amount, path.Child("limits").Key(name), errors);
            HugePages(name, amount, path.Child("limits").Key(name), errors);
        }

        foreach (var (name, amount) in requests)
        {
            Entry(name, amount, path.Child("requests").Key(name), errors);
            AgainstLimit(name, amount, limits, path, errors);
            HugePages(name, amount, path.Child("requests").Key(name), errors);
        }

        var named = limits.Keys.Concat(requests.Keys).ToList();
        if (named.Any(IsHugePages) && !named.Any(name => name is "cpu" or "memory"))
        {
            errors.Forbidden(path, "HugePages require cpu or memory");
        }

        Claims(resources.Claims ?? [], claims, path.Child("claims"), errors);
    }

    /// <summary>An amount must not be negative, and must be whole where the resource comes in pieces.</summary>
    internal static void Amount(string name, Quantity amount, FieldPath path, FieldErrors errors)
    {
        if (amount.Sign < 0)
        {
            errors.Invalid(path, amount, FieldRules.NegativeMessage);
        }

        if ((name is "pods" or "services" || IsExtended(name)) && !amount.IsInteger)
        {
            errors.Invalid(path, amount, "must be an integer");
        }
    }

    private static void Entry(string name, Quantity amount, FieldPath path, FieldErrors errors)
    {
        Name(name, path, errors);
        Amount(name, amount, path, errors);
    }

    private static void Name(string name, FieldPath path, FieldErrors errors)
    {
        var messages = Names.QualifiedName(name).ToList();
        errors.InvalidEach(path, name, messages);
        if (!name.Contains('/', StringComparison.Ordinal))
        {
            var standard = IsHugePages(name) || name is "cpu" or "memory" or "ephemeral-storage";
            if (messages.Count == 0 && !standard && name is not ("storage" or "pods" or "services" or "secrets" or "configmaps"))
            {
                errors.Invalid(path, name, "must be a standard resource type or fully qualified");
            }

            if (!standard)
            {
                errors.Invalid(path, name, "must be a standard resource for containers");
            }
        }
        else if (!IsNative(name) && !IsExtended(name))
        {
            errors.Invalid(path, name, "doesn't follow extended resource name standard");
        }
    }

    private static void AgainstLimit(
        string name, Quantity amount, IReadOnlyDictionary<string, Quantity> limits, FieldPath path, FieldErrors errors)
    {
        var mayOvercommit = IsNative(name) && !IsHugePages(name);
        if (!limits.TryGetValue(name, out var limit))
        {
            if (!mayOvercommit)
            {
                errors.Required(path.Child("limits"), "Limit must be set for non overcommitable resources");
            }
        }
        else if (!mayOvercommit && amount != limit)
        {
            errors.Invalid(path.Child("requests"), amount, $"must be equal to {name} limit of {limit}");
        }
        else if (amount > limit)
        {
            errors.Invalid(path.Child("requests"), amount, $"must be less than or equal to {name} limit of {limit}");
        }
    }

    private static void HugePages(string name, Quantity amount, FieldPath path, FieldErrors errors)
    {
        if (IsHugePages(name)
            && (!Quantity.TryParse(name[HugePagesPrefix.Length..], out var page) || page.Sign <= 0 || amount.Value % page.Value != 0))
        {
            errors.Invalid(path, amount, $"{amount} is not positive integer multiple of {name}");
        }
    }

    private static void Claims(IReadOnlyList<ResourceClaim> claims, IReadOnlySet<string> known, FieldPath path, FieldErrors errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < claims.Count; i++)
        {
            var name = claims[i].Name;
            if (string.IsNullOrEmpty(name))
            {
                errors.Required(path.Index(i));
                continue;
            }

            if (!names.Add(name))
            {
                errors.Duplicate(path.Index(i), name);
            }

            if (!known.Contains(name))
            {
                errors.NotFound(path.Index(i), name, "must be one of the names in pod.spec.resourceClaims"
                    + (known.Count == 0 ? " which is empty" : ": " + string.Join(", ", known.Order(StringComparer.Ordinal))));
            }
        }
    }

    private static bool IsHugePages(string name) => name.StartsWith(HugePagesPrefix, StringComparison.Ordinal);

    private static bool IsNative(string name) =>
        !name.Contains('/', StringComparison.Ordinal) || name.Contains("kubernetes.io/", StringComparison.Ordinal);

    private static bool IsExtended(string name) => !IsNative(name)
        && !name.StartsWith("requests.", StringComparison.Ordinal)
        && !Names.QualifiedName("requests." + name).Any();
}
