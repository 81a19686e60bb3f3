using System.Security.Cryptography;
using System.Text;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Host.Oidc;

/// <summary>Makes the keyed hashes by which providers, and people at them, are found. What goes in is kept nowhere.</summary>
internal class ProviderKeys(HostSecrets secrets)
{
    /// <summary>The hashes; they need nothing any more.</summary>
    public async ValueTask<ProviderHashes> Get(CancellationToken ct) =>
        Of(await secrets.Of("identity-providers", () => RandomNumberGenerator.GetBytes(32), ct));

    protected virtual ProviderHashes Of(byte[] key) => new(key);
}

/// <summary>Keyed hashes, the same on every node and for ever.</summary>
internal class ProviderHashes(byte[] key)
{
    /// <summary>For a provider whose id stands in an address.</summary>
    public byte[] OfId(Guid id) => Of("id", $"{id}");

    /// <summary>For a provider whose tokens are of this issuer and for this audience.</summary>
    public byte[] OfTokens(string issuer, string audience) => Of("tokens", issuer, audience);

    /// <summary>For whom an issuer calls by this name. The same name of another issuer is somebody else.</summary>
    public virtual byte[] OfPerson(string tenantId, string issuer, string subject) => Of("person", tenantId, issuer, subject);

    // Each part with its length: no two lists are one text.
    protected byte[] Of(params string[] parts) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => $"{part.Length}:{part}\n"))));
}
