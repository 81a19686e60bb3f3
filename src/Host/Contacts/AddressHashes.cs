using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Host.Contacts;

/// <summary>
/// Makes of addresses and numbers what they are found by: a keyed hash (HMAC-SHA256, its first 16 bytes) under a key of the
/// tenant's, derived from a secret outside the main database.
/// </summary>
internal sealed class AddressHashes(HostSecrets secrets)
{
    private const int Length = 16;
    private readonly ConcurrentDictionary<string, byte[]> _keys = new(StringComparer.Ordinal);

    /// <summary>Hashes for one tenant.</summary>
    public async ValueTask<Hasher> Of(string tenantId, CancellationToken ct)
    {
        if (_keys.TryGetValue(tenantId, out var known))
            return new(known);
        var secret = await secrets.Of("contact-addresses", () => RandomNumberGenerator.GetBytes(32), ct);
        return new(_keys.GetOrAdd(tenantId, HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(tenantId))));
    }

    /// <summary>Hashes for one tenant.</summary>
    internal readonly struct Hasher(byte[] key)
    {
        public byte[] Of(EmailAddress address) => Of($"e:{EmailLookup.Normal(address.Value)}");

        public byte[] Of(PhoneNumber number) => Of($"p:{number.Value}");

        /// <summary>The id of a company that imports add: the same name is the same company, and nobody reads it out of the id.</summary>
        public Guid IdOf(string company)
        {
            var bytes = Of($"c:{company}");
            // A UUID of version 8: RFC 9562, section 5.8.
            (bytes[6], bytes[8]) = ((byte)((bytes[6] & 0x0F) | 0x80), (byte)((bytes[8] & 0x3F) | 0x80));
            return new(bytes, bigEndian: true);
        }

        /// <summary>Of everything by which a person can be found.</summary>
        public IEnumerable<AddressHash> Of(IEnumerable<ContactEmail> emails, IEnumerable<ContactPhone> phones)
        {
            foreach (var email in emails)
                yield return new(AddressHash.Email, Of(email.Address));
            foreach (var phone in phones)
                yield return new(AddressHash.Phone, Of(phone.Number));
        }

        private byte[] Of(string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text))[..Length];
    }
}

/// <summary>The hash of an address or number.</summary>
/// <param name="Kind"><see cref="Email"/> or <see cref="Phone"/>.</param>
/// <param name="Hash">Sixteen bytes.</param>
internal readonly record struct AddressHash(int Kind, byte[] Hash)
{
    public const int Email = 1;
    public const int Phone = 2;
}
