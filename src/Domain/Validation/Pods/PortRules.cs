using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>The ports of one container.</summary>
internal static class PortRules
{
    internal static void Validate(IReadOnlyList<ContainerPort> ports, FieldPath path, FieldErrors errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < ports.Count; i++)
        {
            var (port, at) = (ports[i], path.Index(i));
            Name(port.Name, at.Child("name"), names, errors);
            if (port.ContainerPortValue is null or 0)
            {
                errors.Required(at.Child("containerPort"));
            }
            else
            {
                Number(port.ContainerPortValue.Value, at.Child("containerPort"), errors);
            }

            if (port.HostPort is not (null or 0))
            {
                Number(port.HostPort.Value, at.Child("hostPort"), errors);
            }

            FieldRules.RequiredOneOf(at.Child("protocol"), port.Protocol, errors, "SCTP", "TCP", "UDP");
        }
    }

    internal static void Number(int value, FieldPath path, FieldErrors errors)
    {
        foreach (var message in Names.PortNumber(value))
        {
            errors.Invalid(path, value, message);
        }
    }

    private static void Name(string? name, FieldPath path, HashSet<string> names, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(name))
        {
            return;
        }

        var messages = Names.PortName(name).ToList();
        errors.InvalidEach(path, name, messages);
        if (messages.Count == 0 && !names.Add(name))
        {
            errors.Duplicate(path, name);
        }
    }
}
