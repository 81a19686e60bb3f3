using System.Security.Cryptography;
using System.Text;

namespace SalesEngagement.Host.Access;

/// <summary>Finds accounts by address without keeping addresses: a keyed hash of the normalised form.</summary>
internal sealed class EmailLookup(HostSecrets secrets)
{
    /// <summary>The hash under which the address is known, the same on every node and for ever.</summary>
    public async ValueTask<byte[]> HashOf(string email, CancellationToken ct) => HMACSHA256.HashData(
        await secrets.Of("email-lookup", () => RandomNumberGenerator.GetBytes(32), ct),
        Encoding.UTF8.GetBytes(Normal(email)));

    /// <summary>The form in which addresses are compared.</summary>
    public static string Normal(string email) => Nfc.Of(email.Trim()).ToLowerInvariant();
}
