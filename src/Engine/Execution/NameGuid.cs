using System.Security.Cryptography;
using System.Text;

namespace JobFlows.Engine.Execution;

/// <summary>GUIDs that are a function of a name (RFC 9562, version 5).</summary>
internal static class NameGuid
{
    private static readonly Guid Namespace = new("5f0c5f0e-7d0c-4f3b-9a2a-3f6f1f2b8f61");

    /// <summary>The GUID number <paramref name="counter"/> of an execution.</summary>
    public static Guid Create(string instanceId, Guid execution, int counter)
    {
        var name = Encoding.UTF8.GetBytes($"{instanceId}/{execution:N}/{counter}");
        var input = new byte[16 + name.Length];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        name.CopyTo(input, 16);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // Version 5 is SHA-1 by definition; nothing is secured with it.
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
