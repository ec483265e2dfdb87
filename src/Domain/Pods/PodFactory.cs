using System.Globalization;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Defaults;
using JobFlows.Domain.Jobs;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Pods;

/// <summary>Makes a Job's pods from its template.</summary>
public static class PodFactory
{
    private const string IndexVariable = "JOB_COMPLETION_INDEX";
    private const int LongestHostname = 63;

    /// <summary>The pod that <paramref name="seed"/> stands for, as it is first stored.</summary>
    /// <param name="job">The Job, its template with all defaults.</param>
    /// <param name="seed">Which pod.</param>
    /// <param name="now">The time of creation.</param>
    public static Pod Create(Job job, PodSeed seed, DateTimeOffset now)
    {
        var template = job.Spec?.Template ?? new PodTemplateSpec();
        var spec = PodDefaults.WithAccount(PodDefaults.BeyondTemplate(template.Spec ?? new PodSpec()));
        if (seed.Index is { } index)
        {
            spec = WithIndex(spec, job.Metadata.Name ?? "", index);
        }

        return new Pod
        {
            ApiVersion = "v1",
            Kind = "Pod",
            Metadata = new ObjectMeta
            {
                Name = seed.Name,
                GenerateName = PodIdentity.GenerateName(job.Metadata.Name ?? "", seed.Index),
                Namespace = job.Metadata.Namespace,
                Uid = seed.Uid,
                Generation = 1,
                CreationTimestamp = now,
                Labels = Extended(template.Metadata?.Labels, (JobPodKeys.CompletionIndex, seed.Index)),
                Annotations = Extended(
                    template.Metadata?.Annotations,
                    (JobPodKeys.CompletionIndex, seed.Index),
                    (JobPodKeys.IndexFailureCount, seed.FailureCount),
                    (JobPodKeys.IndexIgnoredFailureCount, seed.IgnoredFailureCount)),
                OwnerReferences = [PodClaims.ControllerReference(job)],
                Finalizers = [.. (template.Metadata?.Finalizers ?? []).Union([JobPodKeys.TrackingFinalizer])],
            },
            Spec = spec,
            Status = new PodStatus { Phase = PodPhases.Pending, QosClass = PodQos.Of(spec) },
        };
    }

    private static PodSpec WithIndex(PodSpec spec, string jobName, int index)
    {
        var hostname = $"{jobName}-{index}";
        return spec with
        {
            Hostname = hostname.Length <= LongestHostname ? hostname : hostname[..LongestHostname],
            Containers = spec.Containers?.Select(WithIndexVariable).ToList(),
            InitContainers = spec.InitContainers?.Select(WithIndexVariable).ToList(),
        };
    }

    private static Container WithIndexVariable(Container container)
    {
        var env = container.Env ?? [];
        return env.Any(variable => variable.Name == IndexVariable)
            ? container
            : container with { Env = [.. env, FromLabel(IndexVariable, JobPodKeys.CompletionIndex)] };
    }

    private static EnvVar FromLabel(string name, string label) => new()
    {
        Name = name,
        ValueFrom = new EnvVarSource
        {
            FieldRef = new ObjectFieldSelector { ApiVersion = "v1", FieldPath = $"metadata.labels['{label}']" },
        },
    };

    private static Dictionary<string, string>? Extended(
        IReadOnlyDictionary<string, string>? values,
        params ReadOnlySpan<(string Key, int? Value)> more)
    {
        var extended = new Dictionary<string, string>(values ?? new Dictionary<string, string>());
        foreach (var (key, value) in more)
        {
            if (value is { } number)
            {
                extended[key] = number.ToString(CultureInfo.InvariantCulture);
            }
        }

        return extended.Count == 0 ? null : extended;
    }
}
