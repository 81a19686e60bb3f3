using NpgsqlTypes;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Contacts;
using SalesEngagement.Host.Jobs;
using SalesEngagement.Projections.Duplicates;

namespace SalesEngagement.Host.Duplicates;

/// <summary>
/// Fills <c>engagement.contact_addresses</c> for contacts that were added before there was that table: each as it is compared
/// for the first time. What a save wrote meanwhile is newer and stays: this waits for saves in flight, keeps others
/// waiting, and leaves those out whose addresses changed since they were read.
/// </summary>
internal sealed class AddressBackfill(IEventStore store, AddressHashes hashes)
{
    private static readonly string HeldSql = EmbeddedSql.Beside<AddressBackfill>("HeldAddresses.sql");
    private static readonly string AloneSql = EmbeddedSql.Beside<AddressBackfill>("AddressesAlone.sql");
    private static readonly string FillSql = EmbeddedSql.Beside<AddressBackfill>("FillAddresses.sql");

    /// <summary>Writes what is missing of these contacts; mostly nothing is.</summary>
    public async Task Fill(string tenantId, IReadOnlyList<ScannedContact> contacts, CancellationToken ct)
    {
        var hasher = await hashes.Of(tenantId, ct);
        ScannedContact[] there = [.. contacts.Where(contact => contact.IsThere)];
        var held = (await store.Query(tenantId).Query<FoundAddress>(
            HeldSql, ct, Sql.Text(tenantId), Sql.Array(NpgsqlDbType.Uuid, there.Select(contact => contact.Id).ToArray())))
            .ToLookup(one => one.ContactId, one => one.Hash);
        var missing = there
            .SelectMany(contact => hasher.Of(contact.Emails, contact.Phones).Select(address => (contact, address)))
            .Where(one => !held[one.contact.Id].Contains(one.address.Hash, HashComparer.Instance))
            .ToArray();
        if (missing.Length == 0)
            return;

        var session = store.Open(tenantId, new("duplicates"));
        session.Write(AloneSql, Sql.Text(tenantId));
        session.Write(
            FillSql, Sql.Text(tenantId),
            Sql.Array(NpgsqlDbType.Uuid, Array.ConvertAll(missing, one => one.contact.Id)),
            Sql.Array(NpgsqlDbType.Bigint, Array.ConvertAll(missing, one => one.contact.AsOf)),
            Sql.Array(NpgsqlDbType.Integer, Array.ConvertAll(missing, one => one.address.Kind)),
            Sql.Array(NpgsqlDbType.Bytea, Array.ConvertAll(missing, one => one.address.Hash)));
        await session.Save(ct);
    }
}
