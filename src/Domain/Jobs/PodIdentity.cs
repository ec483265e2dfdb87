using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace JobFlows.Domain.Jobs;

/// <summary>Derives the names and UIDs of a Job's pods from the Job and the pods' ordinals, so that making a pod twice makes the same pod.</summary>
/// <remarks>Keeps its last hash, so an instance is for one thread.</remarks>
public sealed class PodIdentity
{
    private const string SuffixAlphabet = "bcdfghjklmnpqrstvwxz2456789";
    private const int SuffixLength = 5;
    private const int LongestName = 63;
    private const int Suffixes = 27 * 27 * 27 * 27 * 27;

    // Not divisible by 3, so that multiplying permutes the numbers modulo 27^5; near the golden section of it, so that neighbours end up far apart.
    private const long Stride = 8_868_113;

    // One SHA-512 is four UIDs.
    private const int UidsPerHash = SHA512.HashSizeInBytes / UidSize;
    private const int UidSize = 16;

    private readonly string jobName;
    private readonly byte[] hashed;
    private readonly byte[] hash = new byte[SHA512.HashSizeInBytes];
    private readonly int offset;
    private long hashNumber = -1;

    /// <summary>The identities of the pods of one Job.</summary>
    public PodIdentity(string jobName, string jobUid)
    {
        this.jobName = jobName;
        hashed = [.. Encoding.UTF8.GetBytes(jobUid), .. new byte[sizeof(long)]];
        offset = (int)(BinaryPrimitives.ReadUInt64BigEndian(SHA512.HashData(hashed)) % Suffixes);
    }

    /// <summary>The pod's UID: a UUID of version 8 (RFC 9562) made from a SHA-512 of the Job's UID and the ordinal.</summary>
    public string Uid(long ordinal)
    {
        if (hashNumber != ordinal / UidsPerHash)
        {
            hashNumber = ordinal / UidsPerHash;
            BinaryPrimitives.WriteInt64BigEndian(hashed.AsSpan(hashed.Length - sizeof(long)), hashNumber + 1);
            SHA512.HashData(hashed, hash);
        }

        Span<byte> uid = stackalloc byte[UidSize];
        hash.AsSpan((int)(ordinal % UidsPerHash) * UidSize, UidSize).CopyTo(uid);
        uid[6] = (byte)((uid[6] & 0x0F) | 0x80);
        uid[8] = (byte)((uid[8] & 0x3F) | 0x80);
        return new Guid(uid, bigEndian: true).ToString();
    }

    /// <summary>The pod's name. Names within one Job repeat only after 27^5 pods (per index).</summary>
    public string Name(long ordinal, int? index)
    {
        Span<char> suffix = stackalloc char[SuffixLength];
        var rest = Permute(ordinal);
        for (var i = 0; i < SuffixLength; i++)
        {
            suffix[i] = SuffixAlphabet[rest % SuffixAlphabet.Length];
            rest /= SuffixAlphabet.Length;
        }

        var prefix = GenerateName(jobName, index);
        return string.Concat(prefix.AsSpan(0, Math.Min(prefix.Length, LongestName - SuffixLength)), suffix);
    }

    /// <summary>The name prefix that Kubernetes gives the pods of a Job, <c>metadata.generateName</c>. With an index it is short enough for
    /// a suffix.</summary>
    public static string GenerateName(string jobName, int? index)
    {
        if (index is null)
        {
            return $"{jobName}-";
        }

        var prefix = $"{jobName}-{index}-";
        var excess = prefix.Length - (LongestName - SuffixLength);
        return excess <= 0 ? prefix : prefix.Remove(jobName.Length - excess, excess);
    }

    private int Permute(long ordinal)
    {
        var mixed = (int)(((ordinal % Suffixes * Stride) + offset) % Suffixes);
        var reversed = 0;
        for (var i = 0; i < SuffixLength; i++)
        {
            reversed = (reversed * SuffixAlphabet.Length) + (mixed % SuffixAlphabet.Length);
            mixed /= SuffixAlphabet.Length;
        }

        return (int)(((reversed * Stride) + offset) % Suffixes);
    }
}
