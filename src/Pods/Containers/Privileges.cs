using JobFlows.Domain.Core;

namespace JobFlows.Pods.Containers;

/// <summary>What a container's processes may do beyond the rights of their user.</summary>
/// <param name="Capabilities">A bit for each capability that they can have, as in <c>/proc/PID/status</c>; null for all of the supervisor's.</param>
/// <param name="NoNewPrivileges">Whether programs that change their user, such as sudo, gain nothing.</param>
internal sealed record Privileges(ulong? Capabilities, bool NoNewPrivileges)
{
    private const string All = "ALL";

    // In the kernel's order: capabilities(7).
    private static readonly string[] Names =
    [
        "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP", "LINUX_IMMUTABLE", "NET_BIND_SERVICE", "NET_BROADCAST",
        "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER", "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE", "SYS_PACCT", "SYS_ADMIN", "SYS_BOOT", "SYS_NICE",
        "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE", "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP", "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG", "WAKE_ALARM",
        "BLOCK_SUSPEND", "AUDIT_READ", "PERFMON", "BPF", "CHECKPOINT_RESTORE",
    ];

    // What container runtimes give to containers that don't ask: containerd's and docker's defaults.
    private static readonly ulong Usual = Bits(
        ["CHOWN", "DAC_OVERRIDE", "FSETID", "FOWNER", "MKNOD", "NET_RAW", "SETGID", "SETUID", "SETFCAP", "SETPCAP", "NET_BIND_SERVICE", "SYS_CHROOT", "KILL", "AUDIT_WRITE"]);

    /// <summary>Decides by the security context: the usual ones, none or all of them, with those that are added, without those that are dropped.</summary>
    public static Privileges Of(SecurityContext? context)
    {
        if (context?.Privileged == true)
        {
            return new(Capabilities: null, NoNewPrivileges: false);
        }

        var (add, drop) = (context?.Capabilities?.Add ?? [], context?.Capabilities?.Drop ?? []);
        var first = drop.Contains(All, StringComparer.OrdinalIgnoreCase) ? 0 : add.Contains(All, StringComparer.OrdinalIgnoreCase) ? ~0UL : Usual;
        return new((first | Bits(add)) & ~Bits(drop), context?.AllowPrivilegeEscalation == false);
    }

    // A name that this version doesn't know is passed over, as runc does.
    private static ulong Bits(IEnumerable<string> names)
    {
        const string prefix = "CAP_";
        var bits = 0UL;
        foreach (var name in names.Select(name => name.ToUpperInvariant()))
        {
            if (Array.IndexOf(Names, name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name) is >= 0 and var number)
            {
                bits |= 1UL << number;
            }
        }

        return bits;
    }
}
