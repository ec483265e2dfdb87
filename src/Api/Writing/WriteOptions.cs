using JobFlows.Api.Errors;
using JobFlows.Api.Routing;
using JobFlows.Api.Schema;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Writing;

/// <summary>The query parameters of creates, updates and patches.</summary>
internal sealed record WriteOptions
{
    public bool DryRun { get; init; }

    /// <summary>As given; null when absent.</summary>
    public string? FieldManager { get; init; }

    public FieldValidation Validation { get; init; }

    /// <summary>Null when absent.</summary>
    public bool? Force { get; init; }

    /// <summary>Reads and checks them.</summary>
    /// <param name="request">The request.</param>
    /// <param name="kind">What errors call them, such as <c>CreateOptions</c>.</param>
    public static Result<WriteOptions> Read(ApiRequest request, string kind)
    {
        var query = request.Query;
        var causes = new List<StatusCause>();
        CheckDryRun(query["dryRun"], causes);
        var manager = query.Text("fieldManager");
        if (System.Text.Encoding.UTF8.GetByteCount(manager) > 128)
        {
            causes.Add(new StatusCause { Reason = "FieldValueTooLong", Message = "Too long: may not be more than 128 bytes", Field = "fieldManager" });
        }
        else if (manager.Any(c => char.IsControl(c)))
        {
            causes.Add(FieldCauses.Invalid("fieldManager", manager, "should only contain printable characters"));
        }

        var validation = query.Text("fieldValidation");
        if (validation is not ("" or "Ignore" or "Warn" or "Strict"))
        {
            causes.Add(FieldCauses.NotSupported("fieldValidation", validation, "", "Ignore", "Strict", "Warn"));
        }

        if (causes.Count > 0)
        {
            return ApiErrors.Invalid("meta.k8s.io", kind, "", causes);
        }

        return new WriteOptions
        {
            DryRun = query["dryRun"].Count > 0 && query["dryRun"] != "",
            FieldManager = manager.Length > 0 ? manager : null,
            Validation = validation.Length == 0 ? FieldValidation.Warn : Enum.Parse<FieldValidation>(validation),
            Force = query.Flag("force"),
        };
    }

    /// <summary>Only <c>All</c> can be tried dry.</summary>
    public static void CheckDryRun(IReadOnlyList<string?> values, List<StatusCause> causes)
    {
        if (values.Any(v => v is not (null or "" or "All")))
        {
            var all = string.Join(',', values.Select(GoText.Quote!));
            causes.Add(new StatusCause { Reason = "FieldValueNotSupported", Message = $"Unsupported value: [{all}]: supported values: \"All\"", Field = "dryRun" });
        }
    }
}
