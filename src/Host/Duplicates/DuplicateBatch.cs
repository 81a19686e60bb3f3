using Microsoft.Extensions.Options;
using NpgsqlTypes;
using SalesEngagement.Domain.Duplicates;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Contacts;
using SalesEngagement.Host.Jobs;
using SalesEngagement.Projections.Duplicates;

namespace SalesEngagement.Host.Duplicates;

/// <summary>
/// Compares hundreds of contacts with those who may be the same person, in a few statements: who has one of their addresses,
/// who is called nearly as they are, and with whom they made a pair before. Each is compared with a bounded number of others,
/// so the work grows with the contacts and not with their square.
/// </summary>
internal sealed class DuplicateBatch(IEventStore store, AddressHashes hashes, IOptions<DuplicateOptions> options)
{
    private const int MostOfOne = 250;
    private static readonly string KnownSql = EmbeddedSql.Beside<DuplicateBatch>("KnownPairs.sql");

    /// <summary>The pairs that are to be proposed of these contacts, each once.</summary>
    public async Task<IReadOnlyList<FoundPair>> Compare(string tenantId, IReadOnlyList<ScannedContact> contacts, CancellationToken ct)
    {
        ScannedContact[] asked = [.. contacts.Where(contact => contact.IsThere)];
        if (asked.Length == 0)
            return [];

        var session = store.Query(tenantId);
        DuplicateProfile[] profiles = [.. asked.Select(contact => contact.Profile)];
        var holders = await AddressHolders.Of(session, await hashes.Of(tenantId, ct), profiles, ct);
        var namesakes = (await Namesake.Of(session, profiles, reach: null, options.Value.MostNamesakes, ct)).ToLookup(one => one.Nth);
        var known = await Known(session, asked, ct);

        var others = asked.Zip(profiles).ToDictionary(one => one.First.Id, one => one.Second);
        foreach (var one in namesakes.SelectMany(all => all))
            others.TryAdd(one.Id, one.Profile);
        Guid[][] candidates =
        [
            .. asked.Select((contact, i) => known[contact.Id].Concat(holders.Others(profiles[i], contact.Id)).Concat(namesakes[i].Select(one => one.Id))
                .Where(id => id != contact.Id).Distinct().Take(MostOfOne).ToArray()),
        ];
        await Load(session, others, candidates.SelectMany(ids => ids), ct);

        var found = new Dictionary<(Guid, Guid), FoundPair>();
        for (var i = 0; i < asked.Length; i++)
        {
            var (self, profile) = (asked[i].Id, profiles[i]);
            var isCommon = namesakes[i].Count(one => !one.IsColleague) > options.Value.MostNamesakes;
            foreach (var id in candidates[i].Where(others.ContainsKey))
            {
                var score = DuplicateScore.Of(DuplicateComparison.Of(
                    profile, others[id], number => holders.CountOf(number, self), address => holders.CountOf(address, self), isCommon));
                var (first, second) = DuplicatePair.InOrder(self, id);
                if (score.Score >= DuplicateScore.Proposed)
                    found[(first, second)] = new(first, second, score);
            }
        }

        return [.. found.Values];
    }

    /// <summary>With whom they are pairs already: those are weighed again, whatever else is found.</summary>
    private static async Task<ILookup<Guid, Guid>> Known(IQuerySession session, ScannedContact[] asked, CancellationToken ct)
    {
        Guid[] ids = [.. asked.Select(contact => contact.Id)];
        var pairs = await session.Query<KnownPair>(KnownSql, ct, Sql.Text(session.TenantId), Sql.Array(NpgsqlDbType.Uuid, ids), Sql.Int(MostOfOne));
        return pairs.ToLookup(pair => pair.Id, pair => pair.OtherId);
    }

    /// <summary>Adds what is compared of those who are known by id alone and are still there.</summary>
    private static async Task Load(
        IQuerySession session, Dictionary<Guid, DuplicateProfile> others, IEnumerable<Guid> candidates, CancellationToken ct)
    {
        Guid[] missing = [.. candidates.Where(id => !others.ContainsKey(id)).Distinct()];
        if (missing.Length == 0)
            return;
        foreach (var contact in await ScannedContact.These(session, missing, ct))
        {
            if (contact.IsThere)
                others[contact.Id] = contact.Profile;
        }
    }

    private sealed record KnownPair(Guid Id, Guid OtherId);
}
