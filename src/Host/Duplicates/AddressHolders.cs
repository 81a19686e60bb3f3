using NpgsqlTypes;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Contacts;
using SalesEngagement.Host.Jobs;
using SalesEngagement.Projections.Duplicates;

namespace SalesEngagement.Host.Duplicates;

/// <summary>Who has the numbers and addresses of some people.</summary>
internal sealed class AddressHolders
{
    /// <summary>Of an address that more have than these it is known that many do, and nobody is found by it.</summary>
    private const int Most = 20;

    private static readonly string FindSql = EmbeddedSql.Beside<AddressHolders>("FindHolders.sql");
    private readonly AddressHashes.Hasher _hasher;
    private readonly ILookup<byte[], Guid> _held;

    private AddressHolders(AddressHashes.Hasher hasher, ILookup<byte[], Guid> held) => (_hasher, _held) = (hasher, held);

    /// <summary>Looks all of their addresses up at once.</summary>
    public static async Task<AddressHolders> Of(
        IQuerySession session, AddressHashes.Hasher hasher, IEnumerable<DuplicateProfile> people, CancellationToken ct)
    {
        byte[][] wanted = [.. people.SelectMany(one => HashesOf(one, hasher)).Distinct(HashComparer.Instance)];
        var found = wanted.Length == 0 ? [] : await session.Query<FoundAddress>(
            FindSql, ct, Sql.Text(session.TenantId), Sql.Array(NpgsqlDbType.Bytea, wanted), Sql.Int(Most + 1));
        return new(hasher, found.ToLookup(one => one.Hash, one => one.ContactId, HashComparer.Instance));
    }

    /// <summary>The hashes of everything by which somebody can be found.</summary>
    public static IEnumerable<byte[]> HashesOf(DuplicateProfile one, AddressHashes.Hasher hasher) =>
        [.. one.Phones.Select(hasher.Of), .. one.Emails.Select(hasher.Of)];

    /// <summary>How many have a number, <paramref name="self"/> counted whether or not it is known to.</summary>
    public int CountOf(PhoneNumber number, Guid? self) => CountOf(_hasher.Of(number), self);

    /// <inheritdoc cref="CountOf(PhoneNumber, Guid?)"/>
    public int CountOf(EmailAddress address, Guid? self) => CountOf(_hasher.Of(address), self);

    /// <summary>The others who have one of somebody's addresses.</summary>
    public IEnumerable<Guid> Others(DuplicateProfile one, Guid? self) => HashesOf(one, _hasher)
        .Where(hash => CountOf(hash, self) <= Most).SelectMany(hash => _held[hash]).Where(id => id != self).Distinct();

    /// <summary>The hashes of somebody's addresses that not many have.</summary>
    public IEnumerable<byte[]> Rare(DuplicateProfile one) => HashesOf(one, _hasher).Where(hash => CountOf(hash, self: null) <= Most);

    private int CountOf(byte[] hash, Guid? self) => _held[hash].Count(id => id != self) + 1;
}
