using JobFlows.Api.Errors;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Writing;

/// <summary>Reads request bodies up to the limit.</summary>
internal static class RequestBody
{
    /// <summary>The whole body, or 413.</summary>
    public static async Task<Result<ReadOnlyMemory<byte>>> ReadAsync(HttpRequest request, int limit, CancellationToken cancellation)
    {
        if (request.ContentLength > limit)
        {
            return ApiErrors.TooLarge(limit);
        }

        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellation)) > 0)
        {
            if (body.Length + read > limit)
            {
                return ApiErrors.TooLarge(limit);
            }

            body.Write(chunk, 0, read);
        }

        return new ReadOnlyMemory<byte>(body.GetBuffer(), 0, (int)body.Length);
    }
}
