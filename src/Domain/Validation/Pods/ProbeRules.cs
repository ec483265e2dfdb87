using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>Probes, lifecycle hooks and the handlers they run.</summary>
internal static class ProbeRules
{
    internal static void Probes(Container container, long? gracePeriod, FieldPath path, FieldErrors errors)
    {
        var (liveness, readiness, startup) = (path.Child("livenessProbe"), path.Child("readinessProbe"), path.Child("startupProbe"));
        Probe(container.LivenessProbe, gracePeriod, liveness, errors);
        SucceedsAtOnce(container.LivenessProbe, liveness, errors);
        Probe(container.ReadinessProbe, gracePeriod, readiness, errors);
        if (container.ReadinessProbe?.TerminationGracePeriodSeconds is { } seconds)
        {
            errors.Invalid(readiness.Child("terminationGracePeriodSeconds"), seconds, "must not be set for readinessProbes");
        }

        Probe(container.StartupProbe, gracePeriod, startup, errors);
        SucceedsAtOnce(container.StartupProbe, startup, errors);
    }

    internal static void Lifecycle(Lifecycle? lifecycle, long? gracePeriod, FieldPath path, FieldErrors errors)
    {
        if (lifecycle?.PostStart is { } postStart)
        {
            Handler(postStart.Exec, postStart.HttpGet, postStart.TcpSocket, null, postStart.Sleep, gracePeriod, path.Child("postStart"), errors);
        }

        if (lifecycle?.PreStop is { } preStop)
        {
            Handler(preStop.Exec, preStop.HttpGet, preStop.TcpSocket, null, preStop.Sleep, gracePeriod, path.Child("preStop"), errors);
        }
    }

    private static void Probe(Probe? probe, long? gracePeriod, FieldPath path, FieldErrors errors)
    {
        if (probe is null)
        {
            return;
        }

        Handler(probe.Exec, probe.HttpGet, probe.TcpSocket, probe.Grpc, null, gracePeriod, path, errors);
        FieldRules.NonNegative(path.Child("initialDelaySeconds"), probe.InitialDelaySeconds, errors);
        FieldRules.NonNegative(path.Child("timeoutSeconds"), probe.TimeoutSeconds, errors);
        FieldRules.NonNegative(path.Child("periodSeconds"), probe.PeriodSeconds, errors);
        FieldRules.NonNegative(path.Child("successThreshold"), probe.SuccessThreshold, errors);
        FieldRules.NonNegative(path.Child("failureThreshold"), probe.FailureThreshold, errors);
        if (probe.TerminationGracePeriodSeconds is <= 0)
        {
            errors.Invalid(path.Child("terminationGracePeriodSeconds"), probe.TerminationGracePeriodSeconds.Value, "must be greater than 0");
        }
    }

    private static void SucceedsAtOnce(Probe? probe, FieldPath path, FieldErrors errors)
    {
        if (probe is not null && probe.SuccessThreshold != 1)
        {
            errors.Invalid(path.Child("successThreshold"), probe.SuccessThreshold ?? 0, "must be 1");
        }
    }

    private static void Handler(
        ExecAction? exec,
        HTTPGetAction? http,
        TCPSocketAction? tcp,
        GRPCAction? grpc,
        SleepAction? sleep,
        long? gracePeriod,
        FieldPath path,
        FieldErrors errors)
    {
        var found = false;
        One(exec, "exec", (action, at) =>
        {
            if (action.Command is not { Count: > 0 })
            {
                errors.Required(at.Child("command"));
            }
        });
        One(http, "httpGet", (action, at) => Http(action, at, errors));
        One(tcp, "tcpSocket", (action, at) => Port(action.Port, at.Child("port"), errors));
        One(grpc, "grpc", (action, at) => PortRules.Number(action.Port ?? 0, at.Child("port"), errors));
        One(sleep, "sleep", (action, at) => Sleep(action, gracePeriod, at, errors));
        if (!found)
        {
            errors.Required(path, "must specify a handler type");
        }

        void One<T>(T? action, string field, Action<T, FieldPath> validate)
            where T : class
        {
            if (action is null)
            {
                return;
            }

            if (found)
            {
                errors.Forbidden(path.Child(field), "may not specify more than 1 handler type");
                return;
            }

            found = true;
            validate(action, path.Child(field));
        }
    }

    private static void Http(HTTPGetAction action, FieldPath path, FieldErrors errors)
    {
        FieldRules.RequiredText(path.Child("path"), action.Path, errors);
        Port(action.Port, path.Child("port"), errors);
        FieldRules.OneOf(path.Child("scheme"), action.Scheme, errors, "HTTP", "HTTPS");
        foreach (var header in action.HttpHeaders ?? [])
        {
            errors.InvalidEach(path.Child("httpHeaders"), header.Name ?? "", Names.HttpHeader(header.Name ?? ""));
        }
    }

    private static void Port(IntOrString? port, FieldPath path, FieldErrors errors)
    {
        if (port?.Text is { } name)
        {
            errors.InvalidEach(path, name, Names.PortName(name));
        }
        else
        {
            PortRules.Number(port?.Number ?? 0, path, errors);
        }
    }

    private static void Sleep(SleepAction action, long? gracePeriod, FieldPath path, FieldErrors errors)
    {
        var seconds = action.Seconds ?? 0;
        if (gracePeriod is { } most && (seconds < 0 || seconds > most))
        {
            errors.Invalid(path, seconds, $"must be non-negative and less than terminationGracePeriodSeconds ({most})");
        }
    }
}
