using System.Globalization;
using JobFlows.Api.Errors;
using JobFlows.Api.Routing;
using JobFlows.Api.Schema;
using JobFlows.Api.Writing;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Deleting;

/// <summary>Reads how something is to be deleted, from the body and, where that is silent, from the query.</summary>
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

        var options = new DeleteOptions();
        if (body.Span.ContainsAnyExcept(" \t\r\n"u8))
        {
            if (!BodyDecoding.Decode(request, body, Target, FieldValidation.Ignore).Try(out var decoded, out error))
            {
                return error;
            }

            options = (DeleteOptions)decoded;
        }

        return WithQuery(options, request).Try(out options, out error) ? Complete(options, request) : error;
    }

    private static Result<DeleteOptions> WithQuery(DeleteOptions options, ApiRequest request)
    {
        var query = request.Query;
        var grace = query["gracePeriodSeconds"].ToString();
        long seconds = 0;
        if (grace.Length > 0 && !long.TryParse(grace, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out seconds))
        {
            return ApiErrors.BadRequest($"strconv.ParseInt: parsing \"{grace}\": invalid syntax");
        }

        string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
        return options with
        {
            GracePeriodSeconds = options.GracePeriodSeconds ?? (grace.Length > 0 ? seconds : null),
            PropagationPolicy = options.PropagationPolicy ?? Text("propagationPolicy"),
            OrphanDependents = options.OrphanDependents ?? (Text("orphanDependents") is { } orphan ? orphan is not ("false" or "0") : null),
            DryRun = options.DryRun is { Count: > 0 } ? options.DryRun : query["dryRun"].Count > 0 ? [.. query["dryRun"].Select(v => v ?? "")] : null,
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
