namespace JobFlows.Pods.Volumes;

/// <summary>What something takes of a disk.</summary>
/// <param name="Bytes">Space, as <c>du</c> counts it.</param>
/// <param name="Files">Files, folders and links among them; each counts once, whatever number of names it has.</param>
internal readonly record struct DiskUse(long Bytes, long Files)
{
    public static DiskUse operator +(DiskUse left, DiskUse right) => new(left.Bytes + right.Bytes, left.Files + right.Files);
}
