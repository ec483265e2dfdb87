using System.Globalization;
using System.Text;
using JobFlows.Api.Errors;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Streams;

/// <summary>How a command ended, as its client is told (kubelet <c>remotecommand</c>).</summary>
internal static class CommandOutcome
{
    /// <summary>It ended by itself, or the container that was attached to did.</summary>
    public static Status Ended(int? code) => code is null or 0
        ? new Status { Outcome = "Success" }
        : new Status
        {
            Outcome = "Failure",
            Reason = "NonZeroExitCode",
            Message = $"command terminated with non-zero exit code: command terminated with exit code {Number(code.Value)}",
            Details = new StatusDetails { Causes = [new StatusCause { Reason = "ExitCode", Message = Number(code.Value) }] },
        };

    /// <summary>The command can't be run.</summary>
    public static Status CannotRun(string why) => ApiErrors.Internal(
        $"error executing command in container: failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: {why}: unknown");

    /// <summary>There is no such container now.</summary>
    public static string NotRunning(string container) => $"container not found (\"{container}\")";

    /// <summary>The message for the outcome's channel; null when there is none to send.</summary>
    public static byte[]? Message(Status status, ChannelProtocol protocol) =>
        protocol.Version >= 4 ? KubeJson.Write(status with { ApiVersion = null, Kind = null })
        : status.Outcome == "Success" ? null
        : Encoding.UTF8.GetBytes(status.Message ?? "");

    private static string Number(int code) => code.ToString(CultureInfo.InvariantCulture);
}
