using Npgsql;
using NpgsqlTypes;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Contacts;

/// <summary>
/// Keeps <c>engagement.contact_addresses</c>: who has which address, by hash, with every save that adds a contact or changes
/// its addresses. A save shares a lock that an erasure holds alone, and writes nothing of who is being erased: whoever comes
/// second sees the other.
/// </summary>
internal sealed class ContactAddressRows(AddressHashes hashes) : IInlinePart
{
    private const string LockSql = "select pg_advisory_xact_lock_shared(7340, hashtext($1))";
    private static readonly string ReplaceSql = EmbeddedSql.Beside<ContactAddressRows>("ReplaceAddresses.sql");
    private static readonly string AddSql = EmbeddedSql.Beside<ContactAddressRows>("AddAddresses.sql");

    public bool Follows(Type fact) =>
        fact == typeof(ContactAdded) || fact == typeof(ContactPhonesChanged) || fact == typeof(ContactEmailsChanged)
        || fact == typeof(ContactAbsorbed);

    public async ValueTask<IReadOnlyList<InlineStatement>> Follow(
        string tenantId, IReadOnlyList<InlineFact> facts, CancellationToken ct)
    {
        var hasher = await hashes.Of(tenantId, ct);
        // The last fact of a kind says all there is of it.
        var rows = new Dictionary<(Guid Contact, int Kind), (bool Replaces, HashSet<byte[]> Hashes)>();
        foreach (var (contact, fact) in facts)
        {
            if (fact is ContactAbsorbed absorbed)
            {
                foreach (var kind in hasher.Of(absorbed.Emails, absorbed.Phones).GroupBy(address => address.Kind))
                {
                    var known = rows.GetValueOrDefault((contact, kind.Key));
                    rows[(contact, kind.Key)] = (known.Replaces, Distinct(kind.Select(address => address.Hash).Concat(known.Hashes ?? [])));
                }

                continue;
            }

            var (phones, emails) = fact switch
            {
                ContactAdded added => (added.Phones, added.Emails),
                ContactPhonesChanged changed => (changed.Phones, null),
                ContactEmailsChanged changed => (null, changed.Emails),
                _ => (null, (IReadOnlyList<ContactEmail>?)null),
            };
            if (phones is not null)
                rows[(contact, AddressHash.Phone)] = (fact is not ContactAdded, Distinct(hasher.Of([], phones)));
            if (emails is not null)
                rows[(contact, AddressHash.Email)] = (fact is not ContactAdded, Distinct(hasher.Of(emails, [])));
        }

        var all = rows.SelectMany(row => row.Value.Hashes.Select(hash => (row.Key.Contact, row.Key.Kind, Hash: hash))).ToArray();
        NpgsqlParameter[] Added() =>
        [
            new NpgsqlParameter<string> { TypedValue = tenantId },
            Array(NpgsqlDbType.Uuid, System.Array.ConvertAll(all, one => one.Contact)),
            Array(NpgsqlDbType.Integer, System.Array.ConvertAll(all, one => one.Kind)),
            Array(NpgsqlDbType.Bytea, System.Array.ConvertAll(all, one => one.Hash)),
        ];
        var replaced = rows.Where(row => row.Value.Replaces).Select(row => row.Key).ToArray();
        InlineStatement[] replacing = replaced.Length == 0 ? [] :
        [
            new(ReplaceSql,
            [
                .. Added(),
                Array(NpgsqlDbType.Uuid, System.Array.ConvertAll(replaced, one => one.Contact)),
                Array(NpgsqlDbType.Integer, System.Array.ConvertAll(replaced, one => one.Kind)),
            ]),
        ];
        return
        [
            new(LockSql, new NpgsqlParameter<string> { TypedValue = tenantId }), .. replacing, .. all.Length == 0 ? [] : new[] { new InlineStatement(AddSql, Added()) },
        ];
    }

    private static HashSet<byte[]> Distinct(IEnumerable<AddressHash> addresses) => Distinct(addresses.Select(address => address.Hash));

    private static HashSet<byte[]> Distinct(IEnumerable<byte[]> hashes) => hashes.ToHashSet(HashComparer.Instance);

    private static NpgsqlParameter Array(NpgsqlDbType type, object values) => new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values };
}
