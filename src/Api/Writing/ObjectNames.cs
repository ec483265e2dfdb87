using System.Security.Cryptography;

namespace JobFlows.Api.Writing;

/// <summary>Makes what is put behind <c>metadata.generateName</c>.</summary>
internal static class ObjectNames
{
    /// <summary>How often a taken name is replaced by another before the client has to.</summary>
    public const int Attempts = 8;

    /// <summary>No vowels, so that no words come out; none that look alike.</summary>
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    public static string Suffix() => RandomNumberGenerator.GetString(Alphabet, 5);
}
