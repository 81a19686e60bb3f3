namespace SalesEngagement.Host.Access;

/// <summary>A key that signs, signed or will sign access tokens, as the key database has it.</summary>
/// <param name="Kid">Its name in the header of tokens: the hash of its public half.</param>
/// <param name="Number">Its place among all keys, from 1.</param>
/// <param name="MasterKeyId">What it is wrapped with.</param>
/// <param name="Wrapped">The private key, PKCS#8, wrapped.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="RevokedAt">When an operator said that its tokens are to die.</param>
internal sealed record SigningKeyRow(
    string Kid, int Number, string MasterKeyId, byte[] Wrapped, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt = null)
{
    /// <summary>What its wrapping is bound to.</summary>
    public string Name => NameOf(Kid);

    /// <summary>The same for a key that has no row yet.</summary>
    public static string NameOf(string kid) => $"signing-key|{kid}";
}
