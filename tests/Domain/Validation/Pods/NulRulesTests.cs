using JobFlows.Domain.Core;
using JobFlows.Domain.Validation;
using JobFlows.Domain.Validation.Pods;

namespace JobFlows.Domain.Tests.Validation.Pods;

public sealed class NulRulesTests
{
    [Fact]
    public void Validate_NulBytes_AreNamedByTheirFields()
    {
        var container = new Container
        {
            Command = ["ok", "a\0b"],
            Args = ["\0"],
            WorkingDir = "/\0",
            Env = [new EnvVar { Name = "A", Value = "fine" }, new EnvVar { Name = "B", Value = "\0" }, new EnvVar { Name = "C" }],
            VolumeMounts = [new VolumeMount { MountPath = "/a\0", SubPath = "\0", SubPathExpr = "\0" }],
        };

        var errors = FieldErrors.Collect(errors => NulRules.Validate(container, FieldPath.Spec, errors));

        Assert.Equal(
            [
                "spec.command[1]", "spec.args[0]", "spec.workingDir", "spec.env[1].value",
                "spec.volumeMounts[0].mountPath", "spec.volumeMounts[0].subPath", "spec.volumeMounts[0].subPathExpr",
            ],
            errors.Select(error => error.Path));
        Assert.All(errors, error => Assert.Equal("must not contain NUL bytes", error.Detail));
    }
}
