using System.Globalization;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.Kubelet;

/// <summary>A disk with less left than it should have.</summary>
/// <param name="Resource">What it lacks: <c>ephemeral-storage</c> (bytes), or <c>inodes</c> (files).</param>
/// <param name="Threshold">What should be left of it.</param>
/// <param name="Available">What is.</param>
internal sealed record DiskShortage(string Resource, long Threshold, long Available)
{
    private const string Space = "ephemeral-storage";
    private const string Files = "inodes";

    // Far less than a kubelet wants (a tenth of the disk): laptops are full, and what is kept here is what the server needs to go on.
    private const int Share = 20;
    private const long MostBytes = 64 * 1024 * 1024;
    private const long MostFiles = 4096;

    // Whoever has less is not to blame, and its end would not help.
    private const int ShareToBlame = 16;

    /// <summary>What the disk lacks; null for nothing.</summary>
    public static DiskShortage? Of(DiskSpace disk)
    {
        var bytes = Math.Min(MostBytes, disk.Bytes / Share);
        var files = Math.Min(MostFiles, disk.Files / Share);
        return disk.FreeBytes < bytes ? new DiskShortage(Space, bytes, disk.FreeBytes)
            : disk.Files > 0 && disk.FreeFiles < files ? new DiskShortage(Files, files, disk.FreeFiles)
            : null;
    }

    /// <summary>How much of what is lacking a pod takes.</summary>
    public long In(DiskUse use) => Resource == Space ? use.Bytes : use.Files;

    /// <summary>Whether a pod that takes so much has a part in it.</summary>
    public bool IsMadeBy(DiskUse use) => In(use) >= Math.Max(1, Threshold / ShareToBlame);

    /// <summary>Why a pod has to go, in a kubelet's words.</summary>
    public string Explain(PodSpec spec, StorageUse use) =>
        $"The node was low on resource: {Resource}. Threshold quantity: {Binary(Threshold)}, available: {(Resource == Space ? Binary(Available) : Decimal(Available))}. "
        + (Resource != Space ? string.Empty : string.Concat((spec.Containers ?? []).Concat(spec.InitContainers ?? [])
            .Select(container => (container.Name, Used: use.Containers[container.Name!].Bytes, Request: Request(container)))
            .Where(one => one.Used > one.Request.Value)
            .Select(one => $"Container {one.Name} was using {Binary(one.Used)}, request is {one.Request}, has larger consumption of {Resource}. ")));

    private static Quantity Request(Container container) =>
        container.Resources?.Requests?.TryGetValue(Space, out var request) == true ? request : default;

    // As upstream writes amounts: in powers of two where they divide evenly, but free inodes in powers of ten.
    private static string Binary(long amount)
    {
        const int kibi = 1024;
        return amount > 0 && amount % kibi == 0 ? new Quantity($"{amount / kibi}Ki").Text : amount.ToString(CultureInfo.InvariantCulture);
    }

    private static string Decimal(long amount) => new Quantity(amount.ToString(CultureInfo.InvariantCulture)).Text;
}
