using System.Text.RegularExpressions;

namespace JobFlows.EndToEnd.Queue;

/// <summary>The operations that Azure would have billed, by Azurite's access log: everything that anybody did.</summary>
internal sealed partial record StorageBill(int BlobWrites, int BlobReads, int QueueOperations)
{
    /// <summary>All of them.</summary>
    public int Total => BlobWrites + BlobReads + QueueOperations;

    /// <summary>Counts the lines of an access log.</summary>
    public static StorageBill Of(IEnumerable<string> log)
    {
        var (writes, reads, queue) = (0, 0, 0);
        foreach (var match in log.Select(line => Request.Match(line)).Where(match => match.Success))
        {
            var (method, container, rest) = (match.Groups["method"].Value, match.Groups["container"].Value, match.Groups["rest"].Value);
            if (container.EndsWith("-pods", StringComparison.Ordinal) || container.EndsWith("-results", StringComparison.Ordinal) || container.EndsWith("-poison", StringComparison.Ordinal))
            {
                queue++;
            }
            else if (method == "PUT" || rest.Contains("comp=list", StringComparison.Ordinal))
            {
                writes++;
            }
            else if (method != "DELETE")
            {
                reads++;
            }
        }

        return new StorageBill(writes, reads, queue);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Total} billed operations: {BlobWrites} blob writes, {BlobReads} blob reads, {QueueOperations} queue operations";

    [GeneratedRegex("\"(?<method>[A-Z]+) /devstoreaccount1/(?<container>[^/? ]*)(?<rest>[^ ]*) HTTP")]
    private static partial Regex Request { get; }
}
