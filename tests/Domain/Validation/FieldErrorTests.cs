using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;

namespace JobFlows.Domain.Tests.Validation;

public class FieldErrorTests
{
    private static readonly FieldPath Path = FieldPath.Spec.Child("a", "b").Index(2).Key("k/l");

    private static readonly Dictionary<string, (Action<FieldErrors> Add, string Text, string Reason)> Cases = new(StringComparer.Ordinal)
    {
        ["required"] = (errors => errors.Required(Path), "spec.a.b[2][k/l]: Required value", "FieldValueRequired"),
        ["required, why"] = (errors => errors.Required(Path, "when x"), "spec.a.b[2][k/l]: Required value: when x", "FieldValueRequired"),
        ["invalid number"] = (errors => errors.Invalid(Path, -1, "no"), "spec.a.b[2][k/l]: Invalid value: -1: no", "FieldValueInvalid"),
        ["invalid long"] = (errors => errors.Invalid(Path, 1L << 40, "no"), "spec.a.b[2][k/l]: Invalid value: 1099511627776: no", "FieldValueInvalid"),
        ["invalid flag"] = (errors => errors.Invalid(Path, true, "no"), "spec.a.b[2][k/l]: Invalid value: true: no", "FieldValueInvalid"),
        ["invalid text"] = (errors => errors.Invalid(Path, "a\"\\\n\u0001é😀\u00a0", "no"), "spec.a.b[2][k/l]: Invalid value: \"a\\\"\\\\\\n\\x01é😀\\u00a0\": no", "FieldValueInvalid"),
        ["invalid amount"] = (errors => errors.Invalid(Path, new Quantity("1000m"), "no"), "spec.a.b[2][k/l]: Invalid value: \"1\": no", "FieldValueInvalid"),
        ["invalid nothing"] = (errors => errors.Invalid<string?>(Path, null, "no"), "spec.a.b[2][k/l]: Invalid value: null: no", "FieldValueInvalid"),
        ["invalid object"] = (errors => errors.Invalid(Path, new Toleration { Key = "<&>" }, "no"), "spec.a.b[2][k/l]: Invalid value: {\"key\":\"\\u003c\\u0026\\u003e\"}: no", "FieldValueInvalid"),
        ["invalid, not shown"] = (errors => errors.InvalidOmitted(Path, "no"), "spec.a.b[2][k/l]: Invalid value: no", "FieldValueInvalid"),
        ["not supported"] = (errors => errors.NotSupported(Path, "X", "OnFailure", "Never"), "spec.a.b[2][k/l]: Unsupported value: \"X\": supported values: \"OnFailure\", \"Never\"", "FieldValueNotSupported"),
        ["duplicate"] = (errors => errors.Duplicate(Path, "x"), "spec.a.b[2][k/l]: Duplicate value: \"x\"", "FieldValueDuplicate"),
        ["too many"] = (errors => errors.TooMany(Path, 21, 20), "spec.a.b[2][k/l]: Too many: 21: must have at most 20 items", "FieldValueTooMany"),
        ["too many of one"] = (errors => errors.TooMany(Path, 2, 1), "spec.a.b[2][k/l]: Too many: 2: must have at most 1 item", "FieldValueTooMany"),
        ["too long"] = (errors => errors.TooLong(Path, 63), "spec.a.b[2][k/l]: Too long: may not be more than 63 bytes", "FieldValueTooLong"),
        ["forbidden"] = (errors => errors.Forbidden(Path, "no"), "spec.a.b[2][k/l]: Forbidden: no", "FieldValueForbidden"),
        ["not found"] = (errors => errors.NotFound(Path, "x"), "spec.a.b[2][k/l]: Not found: \"x\"", "FieldValueNotFound"),
        ["wrong type"] = (errors => errors.TypeInvalid(Path, "x", "must be a number"), "spec.a.b[2][k/l]: Invalid value: \"x\": must be a number", "FieldValueTypeInvalid"),
        ["internal"] = (errors => errors.Internal(Path, "oops"), "spec.a.b[2][k/l]: Internal error: oops", "InternalError"),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Error_ReadsAsInKubernetes(string name)
    {
        var (add, text, reason) = Cases[name];
        var error = Assert.Single(FieldErrors.Collect(add));

        Assert.Equal(text, error.ToString());
        Assert.Equal(new StatusCause { Reason = reason, Message = text["spec.a.b[2][k/l]: ".Length..], Field = "spec.a.b[2][k/l]" }, error.ToCause());
    }

    [Fact]
    public void Collect_SameErrorTwice_KeepsIt()
    {
        var errors = FieldErrors.Collect(errors =>
        {
            errors.Required(Path);
            errors.Forbidden(Path, "no");
            errors.Required(Path);
        });
        Assert.Equal([FieldErrorType.Required, FieldErrorType.Forbidden], errors.Select(error => error.Type));
    }

    [Fact]
    public void InvalidStatus_OneError_IsTheMessage()
    {
        var status = InvalidStatus.Create(ResourceTypes.Jobs, "pi", FieldErrors.Collect(errors => errors.Required(FieldPath.Spec.Child("selector"))));

        Assert.Equal("Job.batch \"pi\" is invalid: spec.selector: Required value", status.Message);
        Assert.Equal(("Failure", "Invalid", 422), (status.Outcome, status.Reason, status.Code));
        Assert.Equal(("pi", "batch", "Job"), (status.Details!.Name, status.Details.Group, status.Details.Kind));
        Assert.Equal("spec.selector", Assert.Single(status.Details.Causes!).Field);
    }

    [Fact]
    public void InvalidStatus_MoreErrors_AreListed()
    {
        var status = InvalidStatus.Create(ResourceTypes.Pods, "p", FieldErrors.Collect(errors =>
        {
            errors.Required(FieldPath.Spec.Child("a"));
            errors.Forbidden(FieldPath.Spec.Child("b"), "no");
        }));

        Assert.Equal("Pod \"p\" is invalid: [spec.a: Required value, spec.b: Forbidden: no]", status.Message);
        Assert.Null(status.Details!.Group);
    }
}
