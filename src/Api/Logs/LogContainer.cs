using JobFlows.Api.Errors;
using JobFlows.Domain.Core;

namespace JobFlows.Api.Logs;

/// <summary>Which container's log is meant, and whether there can be one yet (upstream <c>validateContainer</c> and kubelet).</summary>
internal static class LogContainer
{
    /// <summary>The container to read: the one named, or the only one.</summary>
    public static Result<string> Choose(Pod pod, string name)
    {
        var names = Names(pod).ToList();
        if (name.Length > 0)
        {
            return names.Contains(name) ? name : ApiErrors.BadRequest($"container {name} is not valid for pod {pod.Metadata.Name}");
        }

        return pod.Spec?.Containers switch
        {
            [var only] => only.Name ?? "",
            null or [] => ApiErrors.BadRequest($"a container name must be specified for pod {pod.Metadata.Name}"),
            _ => ApiErrors.BadRequest($"a container name must be specified for pod {pod.Metadata.Name}, choose one of: [{string.Join(' ', names)}]"),
        };
    }

    /// <summary>What is known of the container; null when nothing is.</summary>
    public static ContainerStatus? Status(Pod pod, string name) =>
        (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? []).FirstOrDefault(s => s.Name == name);

    /// <summary>Why there is no log; null when there may be one.</summary>
    public static string? Check(Pod pod, string name, bool previous)
    {
        var where = $"container \"{name}\" in pod \"{pod.Metadata.Name}\"";
        var status = Status(pod, name);
        if (previous)
        {
            return status?.LastState?.Terminated is null ? $"previous terminated {where} not found" : null;
        }

        if (status?.State is { } state && (state.Running ?? (object?)state.Terminated ?? status.LastState?.Terminated) is not null)
        {
            return null;
        }

        return status?.State?.Waiting is { } waiting ? $"{where} is waiting to start: {Waiting(waiting.Reason)}"
            : status is null && pod.Status?.Phase is "Pending" ? $"{where} is waiting to start: ContainerCreating"
            : status is null ? $"{where} is not available"
            : null;
    }

    private static string Waiting(string? reason) => reason switch
    {
        "ErrImagePull" => "image can't be pulled",
        "ImagePullBackOff" => "trying and failing to pull image",
        _ => reason ?? "",
    };

    private static IEnumerable<string> Names(Pod pod) =>
        (pod.Spec?.InitContainers ?? []).Concat(pod.Spec?.Containers ?? []).Select(c => c.Name ?? "")
            .Concat((pod.Spec?.EphemeralContainers ?? []).Select(c => c.Name ?? ""));
}
