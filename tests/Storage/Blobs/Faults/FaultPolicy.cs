using Azure.Core;
using Azure.Core.Pipeline;

namespace JobFlows.Storage.Tests.Blobs.Faults;

/// <summary>Stands between a store and Azurite, and does to each request what the test says.</summary>
internal sealed class FaultPolicy(FaultPolicy.Fault fault) : HttpPipelinePolicy
{
    private int requests;

    /// <summary>Handles one request.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="request">The request.</param>
    /// <param name="send">Sends it, and comes back when the service has answered.</param>
    public delegate ValueTask Fault(int number, Request request, Func<ValueTask> send);

    /// <summary>How many requests there have been.</summary>
    public int Requests => requests;

    /// <summary>A process that is killed when it sends a request, or when that is answered; nothing leaves it afterwards.</summary>
    public static FaultPolicy KilledAt(int fatal, bool answered) => new(async (number, _, send) =>
    {
        if (number < fatal || (number == fatal && answered))
        {
            await send();
        }

        if (number >= fatal)
        {
            throw new KilledException();
        }
    });

    /// <summary>Whether a request appends to the log.</summary>
    public static bool IsAppend(Request request) => request.Uri.Query.Contains("comp=appendblock", StringComparison.Ordinal);

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        fault(Interlocked.Increment(ref requests), message.Request, () => ProcessNextAsync(message, pipeline));

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("the store is asynchronous");
}
