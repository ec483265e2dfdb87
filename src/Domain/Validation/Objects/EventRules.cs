using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation.Objects;

/// <summary>Events: taken as they come, as long as they are about something in their own namespace.</summary>
internal static class EventRules
{
    internal static void Validate(Event @event, FieldErrors errors)
    {
        ObjectMetaRules.Validate(@event.Metadata, namespaced: true, PathSegment, errors);
        var (about, home) = (@event.InvolvedObject?.Namespace ?? "", @event.Metadata.Namespace ?? "");

        // Events about cluster-wide objects live in a namespace that is always there.
        var fits = about.Length > 0 ? about == home : home is "default" || (@event.EventTime is not null && home is "kube-system");
        if (!fits)
        {
            errors.Invalid(FieldPath.Root("involvedObject").Child("namespace"), about, "does not match event.namespace");
        }
    }

    private static IEnumerable<string> PathSegment(string name)
    {
        if (name is "." or "..")
        {
            yield return $"may not be '{name}'";
        }

        foreach (var illegal in new[] { '/', '%' })
        {
            if (name.Contains(illegal, StringComparison.Ordinal))
            {
                yield return $"may not contain '{illegal}'";
            }
        }
    }
}
