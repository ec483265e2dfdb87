using JobFlows.Api.Errors;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Listing;

/// <summary>Which list options go together (apimachinery <c>ValidateListOptions</c>).</summary>
internal static class ListOptionsRules
{
    private const string Field = "resourceVersionMatch";

    public static IReadOnlyList<StatusCause> Check(ListOptions options) => options.Watch ? CheckWatch(options) : CheckList(options);

    private static List<StatusCause> CheckWatch(ListOptions options)
    {
        var causes = new List<StatusCause>();
        if (options.SendInitialEvents is null)
        {
            if (options.Match.Length > 0)
            {
                causes.Add(FieldCauses.Forbidden(Field, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
            }
        }
        else if (options.Match.Length == 0)
        {
            causes.Add(FieldCauses.Forbidden(Field, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
        }
        else if (options.Match != "NotOlderThan")
        {
            causes.Add(FieldCauses.NotSupported(Field, options.Match, "NotOlderThan"));
        }

        return causes;
    }

    private static List<StatusCause> CheckList(ListOptions options)
    {
        var causes = new List<StatusCause>();
        if (options.Match.Length > 0)
        {
            if (options.Revision is null)
            {
                causes.Add(FieldCauses.Forbidden(Field, "resourceVersionMatch is forbidden unless resourceVersion is provided"));
            }

            if (options.Continue.Length > 0)
            {
                causes.Add(FieldCauses.Forbidden(Field, "resourceVersionMatch is forbidden when continue is provided"));
            }

            if (options.Match is not ("Exact" or "NotOlderThan"))
            {
                causes.Add(FieldCauses.NotSupported(Field, options.Match, "Exact", "NotOlderThan", ""));
            }

            if (options is { Match: "Exact", Revision: 0 })
            {
                causes.Add(FieldCauses.Forbidden(Field, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
            }
        }

        if (options.SendInitialEvents == true)
        {
            causes.Add(FieldCauses.Forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"));
        }

        return causes;
    }
}
