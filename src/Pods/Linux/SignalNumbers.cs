using System.Globalization;

namespace JobFlows.Pods.Linux;

/// <summary>The numbers of signals by their names.</summary>
internal static class SignalNumbers
{
    private const int FirstRealTime = 34;
    private const int LastRealTime = 64;

    private static readonly string[] Names =
    [
        "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP",
        "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ];

    /// <summary>The number of a signal such as <c>SIGUSR1</c> or <c>SIGRTMIN+3</c>; null when there is none of that name.</summary>
    public static int? Of(string? name)
    {
        if (name is null || !name.StartsWith("SIG", StringComparison.Ordinal))
        {
            return null;
        }

        var plain = name[3..];
        return Array.IndexOf(Names, plain) is var index and >= 0 ? index + 1
            : plain == "IOT" ? Array.IndexOf(Names, "ABRT") + 1
            : plain == "POLL" ? Array.IndexOf(Names, "IO") + 1
            : plain.StartsWith("RTMIN", StringComparison.Ordinal) ? FirstRealTime + Offset(plain[5..])
            : plain.StartsWith("RTMAX", StringComparison.Ordinal) ? LastRealTime + Offset(plain[5..])
            : null;
    }

    private static int Offset(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset) ? offset : 0;
}
