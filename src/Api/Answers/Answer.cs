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

    public static implicit operator Answer(Status status) => new Json(status.Code ?? 200, KubeJson.Write(status));

    /// <summary>A JSON body.</summary>
    /// <param name="Code">The HTTP status code.</param>
    /// <param name="Body">UTF-8 JSON.</param>
    public sealed record Json(int Code, ReadOnlyMemory<byte> Body) : Answer
    {
        /// <summary>When it is not plain <c>application/json</c>.</summary>
        public string ContentType { get; init; } = "application/json";

        /// <summary>Identifies the body; a client that has it gets 304. In quotes.</summary>
        public string? ETag { get; init; }

        /// <summary>The headers <c>Cache-Control</c> and kin.</summary>
        public string? CacheControl { get; init; }

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

    /// <summary>A body that goes out as it comes to be.</summary>
    /// <param name="WriteAsync">Writes it, with the headers.</param>
    public sealed record Stream(Func<HttpContext, Task> WriteAsync) : Answer;
}
