using JobFlows.Api.Errors;
using JobFlows.Api.Routing;
using JobFlows.Api.Schema;
using JobFlows.Api.Writing;
using JobFlows.Domain.Meta;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Deleting;

/// <summary>Reads how something is to be deleted, from the body or, when there is none, from the query.</summary>
internal static class DeleteRequest
{
    private static readonly DecodeTarget Target = new(typeof(DeleteOptions), "", "DeleteOptions");

    /// <summary>The options, their propagation policy filled in; a warning goes out where the kind wants one.</summary>
    public static async Task<Result<DeleteOptions>> ReadAsync(ApiServices services, ApiRequest request)
    {
        if (!(await RequestBody.ReadAsync(request.Http.Request, services.Options.MaxBodyBytes, request.Aborted)).Try(out var body, out var error))
        {
            return error;
        }

        // As in Kubernetes a body silences the query.
        if (!body.Span.ContainsAnyExcept(" \t\r\n"u8))
        {
            return FromQuery(request.Query).Try(out var asked, out error) ? Complete(asked, request) : error;
        }

        return BodyDecoding.Decode(request, body, Target, FieldValidation.Ignore).Try(out var decoded, out error)
            ? Complete((DeleteOptions)decoded, request)
            : error;
    }

    private static Result<DeleteOptions> FromQuery(IQueryCollection query)
    {
        if (!query.Number("gracePeriodSeconds").Try(out var grace, out var error))
        {
            return error;
        }

        return new DeleteOptions
        {
            GracePeriodSeconds = grace,
            PropagationPolicy = query.Text("propagationPolicy") is { Length: > 0 } policy ? policy : null,
            OrphanDependents = query.Flag("orphanDependents"),
            DryRun = query["dryRun"] is { Count: > 0 } dry && dry != "" ? [.. dry.Select(v => v ?? "")] : null,
        };
    }

    private static Result<DeleteOptions> Complete(DeleteOptions options, ApiRequest request)
    {
        var causes = Check(options);
        if (causes.Count > 0)
        {
            return ApiErrors.Invalid("meta.k8s.io", "DeleteOptions", "", causes);
        }

        if (options is { PropagationPolicy: null, OrphanDependents: null } && request.Kind.UnsetPropagationWarning is { } warning)
        {
            request.Warn(warning);
        }

        var policy = options.PropagationPolicy
            ?? (options.OrphanDependents switch { true => "Orphan", false => "Background", null => request.Kind.DefaultPropagation });
        return options with { PropagationPolicy = policy, GracePeriodSeconds = options.GracePeriodSeconds < 0 ? 1 : options.GracePeriodSeconds };
    }

    private static List<StatusCause> Check(DeleteOptions options)
    {
        var causes = new List<StatusCause>();
        if (options is { OrphanDependents: not null, PropagationPolicy: not null })
        {
            causes.Add(FieldCauses.Invalid("propagationPolicy", options.PropagationPolicy, "orphanDependents and deletionPropagation cannot be both set"));
        }

        if (options.PropagationPolicy is not (null or "Foreground" or "Background" or "Orphan"))
        {
            causes.Add(FieldCauses.NotSupported("propagationPolicy", options.PropagationPolicy, "Foreground", "Background", "Orphan", "nil"));
        }

        WriteOptions.CheckDryRun(options.DryRun ?? [], causes);
        return causes;
    }
}
