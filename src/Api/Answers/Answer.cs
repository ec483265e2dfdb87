using System.Buffers;
using JobFlows.Domain.Meta;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Answers;

/// <summary>What a request is answered with.</summary>
internal abstract record Answer
{
    private Answer()
    {
    }

    public static implicit operator Answer(Status status) => new Json(status.Code ?? 200, KubeJson.Write(status)) { RetryAfter = status.Details?.RetryAfterSeconds };

    /// <summary>A JSON body, or another that <see cref="ContentType"/> names.</summary>
    /// <param name="Code">The HTTP status code.</param>
    /// <param name="Body">UTF-8 JSON, unless it is of another type.</param>
    public sealed record Json(int Code, ReadOnlyMemory<byte> Body) : Answer
    {
        /// <summary>When it is not plain <c>application/json</c>.</summary>
        public string ContentType { get; init; } = "application/json";

        /// <summary>Identifies the body; a client that has it gets 304. In quotes.</summary>
        public string? ETag { get; init; }

        /// <summary>The headers <c>Cache-Control</c> and kin.</summary>
        public string? CacheControl { get; init; }

        /// <summary>After how many seconds the client may try again; null when that isn't said.</summary>
        public int? RetryAfter { get; init; }

        /// <summary>Until when the body may be kept; null when that isn't said.</summary>
        public DateTimeOffset? Expires { get; init; }

        /// <summary>A body written by <paramref name="write"/>.</summary>
        public static Json Of(int code, Action<IBufferWriter<byte>> write)
        {
            var buffer = new ArrayBufferWriter<byte>(4096);
            write(buffer);
            return new Json(code, buffer.WrittenMemory);
        }
    }

    /// <summary>Plain text.</summary>
    /// <param name="Code">The HTTP status code.</param>
    /// <param name="Body">The text.</param>
    public sealed record Text(int Code, string Body) : Answer;

    /// <summary>It is elsewhere, for good.</summary>
    /// <param name="Location">The path and query to ask for.</param>
    public sealed record Redirect(string Location) : Answer;

    /// <summary>A body that goes out as it comes to be.</summary>
    /// <param name="WriteAsync">Writes it, with the headers.</param>
    public sealed record Stream(Func<HttpContext, Task> WriteAsync) : Answer;
}
