using System.Security.Cryptography;
using System.Text;

namespace JobFlows.Domain.Meta;

/// <summary>UUIDs that follow from what they name (RFC 9562, version 5), so that doing a thing twice gives the same object.</summary>
public static class DerivedUid
{
    /// <summary>The UUID of <paramref name="name"/> within <paramref name="scope"/>.</summary>
    public static string From(string scope, string name)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // Version 5 is defined on SHA-1; nothing here is a secret.
        SHA1.HashData(Encoding.UTF8.GetBytes($"{scope}/{name}"), hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}
