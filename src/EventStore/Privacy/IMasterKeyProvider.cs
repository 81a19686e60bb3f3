namespace SalesEngagement.EventStore.Privacy;

/// <summary>The installation's master keys, which wrap the tenants' keys. A file or environment by default, a KMS later.</summary>
public interface IMasterKeyProvider
{
    /// <summary>Id of the key that wraps new tenant keys.</summary>
    string CurrentId { get; }

    /// <summary>The 32 bytes of a master key.</summary>
    /// <exception cref="KeyNotFoundException">The key was retired while something was still wrapped with it.</exception>
    ReadOnlyMemory<byte> Key(string id);
}
