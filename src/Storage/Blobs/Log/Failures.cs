using System.Net.Sockets;
using Azure;
using JobFlows.Storage.AzureStorage;

namespace JobFlows.Storage.Blobs.Log;

/// <summary>What the storage service's answers mean here.</summary>
internal static class Failures
{
    /// <summary>The blob or its container does not exist.</summary>
    public static bool IsMissing(this RequestFailedException e) => e.Status == 404;

    /// <summary>The range begins at or behind the blob's end.</summary>
    public static bool IsPastTheEnd(this RequestFailedException e) => e.Status == 416;

    /// <summary>A condition of the request does not hold.</summary>
    public static bool IsConditionNotMet(this RequestFailedException e) => e.Status == 412;

    /// <summary>A write lost against another one: a condition does not hold, the blob exists, or the blocks it staged are replaced.</summary>
    public static bool IsLost(this RequestFailedException e) => e.Status is 409 or 412 || e.ErrorCode == "InvalidBlockList";

    /// <summary>Whether it may pass. The request may have been carried out all the same.</summary>
    public static bool MayPass(Exception e) => StorageAccount.IsAway(e) || e switch
    {
        AggregateException all => all.InnerExceptions.All(MayPass),
        _ => e is IOException or HttpRequestException or SocketException or OperationCanceledException,
    };
}
