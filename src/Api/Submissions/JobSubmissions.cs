using System.Security.Cryptography;
using System.Text;
using JobFlows.Api.Errors;
using JobFlows.Api.Kinds;
using JobFlows.Api.Routing;
using JobFlows.Api.Schema;
using JobFlows.Api.Writing;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Submissions;

/// <summary>Creates Jobs from documents that come by other ways than HTTP, each at least once.</summary>
internal static class JobSubmissions
{
    /// <summary>The annotation that tells which submission a Job is from.</summary>
    public const string Annotation = "jobflows.io/submission";

    private const string Manager = "jobflows-submissions";

    /// <summary>Creates the Job. Nobody is there to be warned, so unknown fields are errors.</summary>
    public static async Task<SubmissionResult> SubmitAsync(ApiServices services, string id, ReadOnlyMemory<byte> document, CancellationToken cancellation)
    {
        var kind = services.Kinds.Find("batch", "v1", "jobs")!;
        switch (ObjectDecoder.Decode(document, "application/yaml", kind.Target, FieldValidation.Strict))
        {
            case DecodeResult.Decoded { Value: Job job }:
                return await CreateAsync(services, kind, id, job, cancellation);
            case DecodeResult.Refused refused:
                return new SubmissionResult.Refused(refused.Status);
            case var other:
                throw new NotSupportedException(other.ToString());
        }
    }

    private static async Task<SubmissionResult> CreateAsync(ApiServices services, Kind kind, string id, Job job, CancellationToken cancellation)
    {
        var @namespace = string.IsNullOrEmpty(job.Metadata.Namespace) ? "default" : job.Metadata.Namespace;
        var named = job with { Metadata = Marked(job.Metadata, id) };
        var path = new RequestPath { Group = "batch", Version = "v1", Namespace = @namespace, Resource = "jobs" };
        var request = new ApiRequest(new DefaultHttpContext { RequestAborted = cancellation }, kind, path, "create");
        if ((await Creates.CreateAsync(services, request, named, new WriteOptions(), Manager)).Try(out var written, out var error))
        {
            return new SubmissionResult.Created(@namespace, written.Stored.Key.Name);
        }

        return error.Reason == "AlreadyExists" && await IsFromAsync(services, request.KeyOf(named.Metadata.Name!), id, cancellation)
            ? new SubmissionResult.Created(@namespace, named.Metadata.Name!)
            : new SubmissionResult.Refused(error);
    }

    /// <summary>The same submission has to make the same Job, so a generated name comes from its ID.</summary>
    private static ObjectMeta Marked(ObjectMeta metadata, string id) => metadata with
    {
        Name = string.IsNullOrEmpty(metadata.Name) && !string.IsNullOrEmpty(metadata.GenerateName)
            ? metadata.GenerateName + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..10]
            : metadata.Name,
        Annotations = new Dictionary<string, string>(metadata.Annotations ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal) { [Annotation] = id },
    };

    private static async Task<bool> IsFromAsync(ApiServices services, ObjectKey key, string id, CancellationToken cancellation) =>
        await services.Store.GetAsync(key, cancellation) is { } stored && KubeTypes.Read<Job>(stored).Metadata.Annotations?.GetValueOrDefault(Annotation) == id;
}
