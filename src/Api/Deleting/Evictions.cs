using JobFlows.Api.Answers;
using JobFlows.Api.Errors;
using JobFlows.Api.Routing;
using JobFlows.Api.Schema;
using JobFlows.Api.Writing;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Changes;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Deleting;

/// <summary>Answers <c>pods/eviction</c>: marks the pod as a disruption target and deletes it. There are no disruption budgets to ask.</summary>
internal static class Evictions
{
    public static readonly ResourceType Type = new("policy", "v1", "Eviction", "pods/eviction", Namespaced: true);

    private static readonly DecodeTarget Target = new(typeof(Eviction), "policy/v1", "Eviction");

    public static async Task<Answer> HandleAsync(ApiServices services, ApiRequest request)
    {
        if (!WriteOptions.Read(request, "CreateOptions").Try(out var options, out var error)
            || !(await BodyDecoding.ReadAsync(services, request, Target, options.Validation)).Try(out var body, out error))
        {
            return error;
        }

        var eviction = (Eviction)body;
        if (eviction.Metadata.Name is { Length: > 0 } name && name != request.Name)
        {
            return ApiErrors.BadRequest("name in URL does not match name in Eviction object");
        }

        var update = new ObjectUpdate
        {
            Services = services,
            Request = request with { Path = request.Path with { Subresource = "status" } },
            Options = options,
            Manager = "kube-apiserver",
        };
        if (!(await update.RunAsync(current => Mark(request, current, services.Now))).Try(out _, out error))
        {
            return error;
        }

        var delete = (eviction.DeleteOptions ?? new DeleteOptions()) with
        {
            PropagationPolicy = eviction.DeleteOptions?.PropagationPolicy ?? "Background",
            DryRun = options.DryRun ? ["All"] : eviction.DeleteOptions?.DryRun,
        };
        return await services.Deletion.DeleteAsync(request.Type, request.Key, delete, CancellationToken.None) switch
        {
            DeleteResult.NotFound => ApiErrors.NotFound(request.Type, request.Name),
            DeleteResult.PreconditionFailed failed => ApiErrors.Conflict(request.Type, request.Name, failed.Message),
            _ => new Status { Outcome = "Success", Code = 201 },
        };
    }

    private static Result<KubeObject> Mark(ApiRequest request, StoredObject current, DateTimeOffset now)
    {
        var pod = (Pod)request.Kind.Read(current);
        var others = (pod.Status?.Conditions ?? []).Where(c => c.Type != "DisruptionTarget");
        var condition = new PodCondition
        {
            Type = "DisruptionTarget",
            Status = "True",
            Reason = "EvictionByEvictionAPI",
            Message = "Eviction API: evicting",
            LastTransitionTime = now,
        };
        return pod with { Status = (pod.Status ?? new PodStatus()) with { Conditions = [.. others, condition] } };
    }
}
