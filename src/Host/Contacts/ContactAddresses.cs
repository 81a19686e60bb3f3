using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Contacts;

/// <summary>Finds contacts by their addresses and numbers, in rows that <see cref="ContactAddressRows"/> writes; erases them.</summary>
internal sealed class ContactAddresses(AddressHashes hashes, IEventStore store) : IErasurePart
{
    private const string LockAloneSql = "select pg_advisory_xact_lock(7340, hashtext($1))";
    private static readonly string FindSql = EmbeddedSql.Beside<ContactAddresses>("FindContacts.sql");
    private static readonly string EraseSql = EmbeddedSql.Beside<ContactAddresses>("EraseAddresses.sql");

    /// <summary>Hashes for one tenant.</summary>
    public ValueTask<AddressHashes.Hasher> Hasher(string tenantId, CancellationToken ct) => hashes.Of(tenantId, ct);

    /// <summary>The contacts that have one of these addresses, put away or not, in whosever reach.</summary>
    public Task<IReadOnlyList<FoundAddress>> Find(string tenantId, IReadOnlyCollection<byte[]> wanted, CancellationToken ct) =>
        store.Query(tenantId).Query<FoundAddress>(
            FindSql, ct, Text(tenantId),
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea, Value = wanted.ToArray() });

    public async Task Erase(
        string tenantId, IReadOnlyCollection<string> subjects, IReadOnlyCollection<Guid> streams, CancellationToken ct)
    {
        Guid[] contacts = [.. subjects.Where(subject => Guid.TryParse(subject, out _)).Select(Guid.Parse)];
        var session = store.Open(tenantId, new("erasure"));
        session.Write(LockAloneSql, Text(tenantId)); // Saves in flight end first; those that come later find the person erased.
        session.Write(EraseSql, Text(tenantId), Ids(contacts));
        await session.Save(ct);
    }

    /// <summary>Nothing is written any more for a tenant that has left, so nobody has to be waited for.</summary>
    public Task EraseTenant(string tenantId, CancellationToken ct) =>
        store.Query(tenantId).Query<Gone>(EraseSql, ct, Text(tenantId), Ids(null));

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter Ids(Guid[]? values) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = (object?)values ?? DBNull.Value };

    private sealed record Gone(Guid ContactId);
}

/// <summary>Somebody who has an address.</summary>
internal sealed record FoundAddress(byte[] Hash, Guid ContactId);
