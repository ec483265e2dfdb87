using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace JobFlows.Pods.Queue.Claims;

/// <summary>Reads the content of a claim as far as it goes, and later what has been added. Not for concurrent use.</summary>
/// <param name="blob">The blob of a part.</param>
internal sealed class ClaimReader(Func<int, AppendBlobClient> blob)
{
    private const int Buffer = 64 * 1024;
    private long position;

    /// <summary>The part that has been read last.</summary>
    public int Part { get; private set; }

    /// <summary>Hands on each frame that has not been read yet.</summary>
    /// <returns>False when the claim is not there.</returns>
    /// <exception cref="InvalidDataException">The content is damaged.</exception>
    public async Task<bool> ReadAsync(Func<ClaimFrame, ValueTask> take, CancellationToken cancellation)
    {
        while (true)
        {
            var before = Part;
            try
            {
                var download = await blob(Part).DownloadStreamingAsync(
                    position == 0 ? null : new BlobDownloadOptions { Range = new HttpRange(position) }, cancellation);
                await using var content = new BufferedStream(download.Value.Content, Buffer);
                while (Part == before && await ClaimFrame.ReadAsync(content, cancellation) is var (frame, length))
                {
                    if (frame.IsNext)
                    {
                        (Part, position) = (Part + 1, 0);
                    }
                    else
                    {
                        await take(frame);
                        position += length;
                    }
                }
            }
            catch (RequestFailedException e) when (e.Status == 416)
            {
                return true;
            }
            catch (RequestFailedException e) when (e.Status is 404)
            {
                return false;
            }

            if (Part == before)
            {
                return true;
            }
        }
    }
}
