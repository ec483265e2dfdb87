using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Defaults;

/// <summary>What a pod, or a pod template, says when it says nothing (upstream <c>SetDefaults_PodSpec</c> and <c>SetDefaults_Pod</c>).</summary>
public static class PodDefaults
{
    private const long GracePeriodSeconds = 30;
    private const string DefaultAccount = "default";

    /// <summary>Fills in everything that has a default in a pod.</summary>
    public static Pod Apply(Pod pod) => pod with
    {
        Spec = BeyondTemplate(Spec(pod.Spec ?? new PodSpec())),
        Status = pod.Status ?? new PodStatus(),
    };

    /// <summary>Fills in what has a default in a pod and none in a template.</summary>
    public static PodSpec BeyondTemplate(PodSpec spec)
    {
        var hostPorts = spec.HostNetwork == true;
        return spec with
        {
            EnableServiceLinks = spec.EnableServiceLinks ?? true,
            Containers = ContainerDefaults.InPod(spec.Containers, hostPorts),
            InitContainers = ContainerDefaults.InPod(spec.InitContainers, hostPorts),
        };
    }

    /// <summary>Names the account that a new pod has when it names none (upstream's admission plug-in <c>ServiceAccount</c>).</summary>
    public static PodSpec WithAccount(PodSpec spec) => string.IsNullOrEmpty(spec.ServiceAccountName) && string.IsNullOrEmpty(spec.ServiceAccount)
        ? spec with { ServiceAccountName = DefaultAccount, ServiceAccount = DefaultAccount }
        : spec;

    /// <summary>Fills in everything that has a default in a pod template.</summary>
    public static PodTemplateSpec Template(PodTemplateSpec template) => template with
    {
        Metadata = template.Metadata ?? new ObjectMeta(),
        Spec = Spec(template.Spec ?? new PodSpec()),
    };

    private static PodSpec Spec(PodSpec spec)
    {
        var account = string.IsNullOrEmpty(spec.ServiceAccountName) ? spec.ServiceAccount : spec.ServiceAccountName;
        return spec with
        {
            DnsPolicy = string.IsNullOrEmpty(spec.DnsPolicy) ? "ClusterFirst" : spec.DnsPolicy,
            RestartPolicy = string.IsNullOrEmpty(spec.RestartPolicy) ? "Always" : spec.RestartPolicy,
            SecurityContext = spec.SecurityContext ?? new PodSecurityContext(),
            TerminationGracePeriodSeconds = spec.TerminationGracePeriodSeconds ?? GracePeriodSeconds,
            SchedulerName = string.IsNullOrEmpty(spec.SchedulerName) ? "default-scheduler" : spec.SchedulerName,
            ServiceAccountName = account,
            ServiceAccount = account,
            Volumes = spec.Volumes is { } volumes ? [.. volumes.Select(VolumeDefaults.Apply)] : null,
            Containers = ContainerDefaults.Apply(spec.Containers),
            InitContainers = ContainerDefaults.Apply(spec.InitContainers),
            Overhead = ResourceDefaults.RoundUp(spec.Overhead),
            Resources = ResourceDefaults.RoundUp(spec.Resources),
        };
    }
}
