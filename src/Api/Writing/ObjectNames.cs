using System.Security.Cryptography;

namespace JobFlows.Api.Writing;

/// <summary>Makes names from <c>metadata.generateName</c>.</summary>
internal static class ObjectNames
{
    /// <summary>How often a taken name is replaced by another before the client has to.</summary>
    public const int Attempts = 8;

    private const int Suffix = 5;
    private const int Longest = 63;

    /// <summary>No vowels, so that no words come out; none that look alike.</summary>
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    public static string Generate(string prefix)
    {
        var start = prefix.Length > Longest - Suffix ? prefix[..(Longest - Suffix)] : prefix;
        return start + RandomNumberGenerator.GetString(Alphabet, Suffix);
    }
}
