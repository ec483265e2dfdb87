namespace JobFlows.Domain.Core;

/// <summary>A private key and certificates for the pod, renewed before they expire.</summary>
public sealed record PodCertificateProjection
{
    /// <summary>The signer asked for the certificate. Required.</summary>
    public string? SignerName { get; init; }

    /// <summary>The kind of key: RSA3072, RSA4096, ECDSAP256, ECDSAP384, ECDSAP521 or ED25519. Required.</summary>
    public string? KeyType { get; init; }

    /// <summary>The longest the certificate may be valid, from 3600 to 7862400 seconds. Defaults to 86400.</summary>
    public int? MaxExpirationSeconds { get; init; }

    /// <summary>The file for the key and the certificates together, which is always consistent.</summary>
    public string? CredentialBundlePath { get; init; }

    /// <summary>The file for the key alone.</summary>
    public string? KeyPath { get; init; }

    /// <summary>The file for the certificates alone.</summary>
    public string? CertificateChainPath { get; init; }

    /// <summary>Information for the signer.</summary>
    public IReadOnlyDictionary<string, string>? UserAnnotations { get; init; }

    /// <summary>The number of the user who owns the files. Defaults to the volume's defaultUser.</summary>
    public long? User { get; init; }
}
