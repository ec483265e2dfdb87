using System.Text.RegularExpressions;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>
/// How variables get to a container: handed on from the tool's own environment, which only its user can read, where the tool itself would not
/// mind them; or else on its command line, which everybody on the machine can.
/// </summary>
/// <param name="Options">The options that name them.</param>
/// <param name="HandedOn">What the tool's environment needs for it.</param>
internal sealed partial record EngineVariables(IReadOnlyList<string> Options, IReadOnlyDictionary<string, string> HandedOn)
{
    private const string Option = "--env";

    // What these programs, their helpers and the loader read.
    private static readonly string[] Heeded =
    [
        "PATH", "HOME", "USER", "TMP", "TERM", "TZ", "LANG", "LC_", "LD_", "GLIBC_", "GCONV_", "GO", "XDG_", "DBUS_", "SSL_", "SSH_", "NOTIFY_", "LISTEN_", "HTTP", "NO_PROXY",
        "ALL_PROXY", "FTP_PROXY", "DOCKER", "PODMAN", "CONTAINER", "BUILDAH", "STORAGE_", "REGISTRY_", "CNI_", "NETAVARK_", "OCI_", "_", "LIBPOD", "RUNC", "CRUN", "OTEL_", "COMPOSE_",
        "RUNTIME", "JOURNAL", "SYSTEMD", "LOCPATH", "NLSPATH", "RES_OPTIONS", "HOSTALIASES", "MALLOC_", "SUDO_", "EDITOR", "NO_COLOR",
    ];

    /// <summary>Decides for each.</summary>
    /// <param name="values">The container's variables.</param>
    /// <param name="tool">The variables of the tool itself, which stay what they are.</param>
    public static EngineVariables Of(IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> tool)
    {
        var options = new List<string>();
        var handedOn = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (Plain().IsMatch(name) && !tool.ContainsKey(name) && !Array.Exists(Heeded, one => name.StartsWith(one, StringComparison.OrdinalIgnoreCase)))
            {
                options.AddRange([Option, name]);
                handedOn[name] = value;
            }
            else
            {
                options.AddRange([Option, $"{name}={value}"]);
            }
        }

        return new EngineVariables(options, handedOn);
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Plain();
}
