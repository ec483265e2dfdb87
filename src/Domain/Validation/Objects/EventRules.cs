using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation.Objects;

/// <summary>Events (upstream <c>pkg/apis/core/validation/events.go</c>). Those without an <c>eventTime</c> are of the old sort, taken as they
/// come as long as they are about something in their own namespace.</summary>
internal static class EventRules
{
    private const int WordLimit = 128;
    private const int NoteLimit = 1024;

    /// <summary>What holds for every event.</summary>
    internal static void Validate(Event @event, bool regarding, FieldErrors errors)
    {
        ObjectMetaRules.Validate(@event.Metadata, namespaced: true, PathSegment, errors);
        var (about, home) = (@event.InvolvedObject?.Namespace ?? "", @event.Metadata.Namespace ?? "");

        // Events about cluster-wide objects live in a namespace that is always there.
        var fits = @event.EventTime is null ? (about.Length > 0 ? about == home : home is "default") : about.Length > 0 || home is "default" or "kube-system";
        if (!fits)
        {
            errors.Invalid(FieldPath.Root("involvedObject").Child("namespace"), about, "does not match event.namespace");
        }

        if (@event.EventTime is not null)
        {
            ValidateWords(@event, regarding, errors);
        }
    }

    /// <summary>What holds for those created through <c>events.k8s.io/v1</c>.</summary>
    internal static void ValidateNew(Event @event, FieldErrors errors)
    {
        ValidateSeries(@event.Series, errors);
        if (@event.EventTime is null)
        {
            errors.Required(FieldPath.Root("eventTime"));
        }

        if (@event.Type is not ("Normal" or "Warning"))
        {
            errors.Invalid(FieldPath.Root("type"), "", $"has invalid value: {@event.Type}");
        }

        Unset("firstTimestamp", @event.FirstTimestamp is null);
        Unset("lastTimestamp", @event.LastTimestamp is null);
        Unset("count", @event.Count is null or 0);
        Unset("source", string.IsNullOrEmpty(@event.Source?.Component) && string.IsNullOrEmpty(@event.Source?.Host));

        void Unset(string name, bool isUnset)
        {
            if (!isUnset)
            {
                errors.Invalid(FieldPath.Root(name), "", "needs to be unset");
            }
        }
    }

    /// <summary>What may not be changed through <c>events.k8s.io/v1</c>.</summary>
    internal static void ValidateUpdate(Event old, Event updated, FieldErrors errors)
    {
        if (updated.Series != old.Series)
        {
            ValidateSeries(updated.Series, errors);
        }

        FieldRules.Immutable(FieldPath.Root("involvedObject"), updated.InvolvedObject, old.InvolvedObject, errors);
        FieldRules.Immutable(FieldPath.Root("reason"), updated.Reason, old.Reason, errors);
        FieldRules.Immutable(FieldPath.Root("message"), updated.Message, old.Message, errors);
        FieldRules.Immutable(FieldPath.Root("source"), updated.Source, old.Source, errors);
        FieldRules.Immutable(FieldPath.Root("firstTimestamp"), updated.FirstTimestamp, old.FirstTimestamp, errors);
        FieldRules.Immutable(FieldPath.Root("lastTimestamp"), updated.LastTimestamp, old.LastTimestamp, errors);
        FieldRules.Immutable(FieldPath.Root("count"), updated.Count, old.Count, errors);
        FieldRules.Immutable(FieldPath.Root("type"), updated.Type, old.Type, errors);
        FieldRules.Immutable(FieldPath.Root("eventTime"), updated.EventTime, old.EventTime, errors);
        FieldRules.Immutable(FieldPath.Root("action"), updated.Action, old.Action, errors);
        FieldRules.Immutable(FieldPath.Root("related"), updated.Related, old.Related, errors);
        FieldRules.Immutable(FieldPath.Root("reportingController"), updated.ReportingComponent, old.ReportingComponent, errors);
        FieldRules.Immutable(FieldPath.Root("reportingInstance"), updated.ReportingInstance, old.ReportingInstance, errors);
    }

    private static void ValidateWords(Event @event, bool regarding, FieldErrors errors)
    {
        var controller = FieldPath.Root(regarding ? "reportingController" : "reportingComponent");
        if (string.IsNullOrEmpty(@event.ReportingComponent))
        {
            errors.Required(controller);
        }

        errors.InvalidEach(controller, @event.ReportingComponent ?? "", Names.QualifiedName(@event.ReportingComponent ?? ""));
        Word("reportingInstance", @event.ReportingInstance);
        Word("action", @event.Action);
        Word("reason", @event.Reason);
        Short("message", @event.Message, NoteLimit);

        void Word(string name, string? value)
        {
            if (string.IsNullOrEmpty(value))
            {
                errors.Required(FieldPath.Root(name));
            }

            Short(name, value, WordLimit);
        }

        void Short(string name, string? value, int limit)
        {
            if (System.Text.Encoding.UTF8.GetByteCount(value ?? "") > limit)
            {
                errors.Invalid(FieldPath.Root(name), "", $"can have at most {limit} characters");
            }
        }
    }

    private static void ValidateSeries(EventSeries? series, FieldErrors errors)
    {
        if (series is { Count: null or < 2 })
        {
            errors.Invalid(FieldPath.Root("series.count"), "", "should be at least 2");
        }

        if (series is { LastObservedTime: null })
        {
            errors.Required(FieldPath.Root("series.lastObservedTime"));
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
