namespace JobFlows.Api.Tables;

/// <summary>Durations as kubectl shows them: <c>90s</c>, <c>3m5s</c>, <c>125m</c>, <c>3h5m</c>, <c>30h</c>, <c>3d4h</c>, <c>40d</c>, <c>2y10d</c>.</summary>
internal static class HumanTime
{
    public static string Since(DateTimeOffset? time, DateTimeOffset now) => time is { } then ? Duration(now - then) : "<unknown>";

    public static string Duration(TimeSpan span)
    {
        var seconds = span.Ticks / TimeSpan.TicksPerSecond;
        var minutes = seconds / 60;
        var hours = minutes / 60;
        var days = hours / 24;
        return seconds switch
        {
            < -1 => "<invalid>",
            < 0 => "0s",
            < 2 * 60 => $"{seconds}s",
            < 10 * 60 => Two(minutes, "m", seconds % 60, "s"),
            < 3 * 3600 => $"{minutes}m",
            < 8 * 3600 => Two(hours, "h", minutes % 60, "m"),
            < 48 * 3600 => $"{hours}h",
            < 8 * 86400 => Two(days, "d", hours % 24, "h"),
            < 2 * 365 * 86400L => $"{days}d",
            < 8 * 365 * 86400L => Two(days / 365, "y", days % 365, "d"),
            _ => $"{days / 365}y",
        };
    }

    private static string Two(long big, string bigUnit, long small, string smallUnit) =>
        small == 0 ? $"{big}{bigUnit}" : $"{big}{bigUnit}{small}{smallUnit}";
}
