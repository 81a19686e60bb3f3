using Microsoft.Extensions.Options;
using Npgsql;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Duplicates;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Contacts;
using SalesEngagement.Projections.Duplicates;

namespace SalesEngagement.Host.Duplicates;

/// <summary>
/// Finds whom somebody who is being entered may be already, while the request waits: by addresses, whose rows are never
/// behind, and by names as search knows them.
/// </summary>
internal sealed partial class DuplicateHints(
    IEventStore store, AddressHashes hashes, IOptions<DuplicateOptions> options, ILogger<DuplicateHints> log)
{
    /// <summary>So many are shown.</summary>
    public const int Most = 5;

    private const string Principal = "duplicates";
    private const int MostByAddress = 60;

    /// <summary>The likeliest first, within reach; of a contact that is there already, the others.</summary>
    public async Task<IReadOnlyList<DuplicateHint>> Of(
        string tenantId, DuplicateProfile asked, RecordScope reach, Guid? self, CancellationToken ct) =>
        await Of(tenantId, asked, AddressHolders.Of(store.Query(tenantId), await hashes.Of(tenantId, ct), [asked], ct), reach, self, ct);

    /// <inheritdoc cref="Of(string, DuplicateProfile, RecordScope, Guid?, CancellationToken)"/>
    /// <param name="tenantId">Whose contacts.</param>
    /// <param name="asked">Who is entered.</param>
    /// <param name="looking">Who has their addresses.</param>
    /// <param name="reach">Of whose contacts is told.</param>
    /// <param name="self">Who it is when they are there already.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<DuplicateHint>> Of(
        string tenantId, DuplicateProfile asked, Task<AddressHolders> looking, RecordScope reach, Guid? self, CancellationToken ct)
    {
        var naming = Namesake.Of(store.Query(tenantId), [asked], reach.Owners, options.Value.MostNamesakes, ct);
        var holders = await looking;
        var candidates = await There(tenantId, holders.Others(asked, self).Take(MostByAddress), reach, ct);
        var namesakes = await naming;
        Guid[] byAddress = [.. candidates.Keys];
        foreach (var one in namesakes)
            candidates.TryAdd(one.Id, one.Profile);

        var isCommon = namesakes.Count(one => !one.IsColleague) > options.Value.MostNamesakes;
        DuplicateHint[] likely =
        [
            .. candidates.Where(one => one.Key != self).Select(one => HintOf(one.Key, asked, one.Value, holders, self, isCommon))
                .Where(hint => hint.Score >= DuplicateScore.Possible)
                .OrderByDescending(hint => hint.Score).ThenBy(hint => hint.ContactId).Take(2 * Most),
        ];
        // Search is a moment behind: who was put away, or has gone out of reach, is not shown any more.
        var there = await There(tenantId, likely.Select(hint => hint.ContactId).Except(byAddress), reach, ct);
        return [.. likely.Where(hint => there.ContainsKey(hint.ContactId) || byAddress.Contains(hint.ContactId)).Take(Most)];
    }

    /// <summary>
    /// The same where it is only good to know: null when that is switched off, or when the database does not answer; nothing
    /// else is lost.
    /// </summary>
    public async Task<IReadOnlyList<DuplicateHint>?> TryOf(
        string tenantId, DuplicateProfile asked, RecordScope reach, Guid? self, CancellationToken ct)
    {
        if (!options.Value.OnEntry)
            return null;
        try
        {
            return await Of(tenantId, asked, reach, self, ct);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            NotLooked(e);
            return null;
        }
    }

    /// <summary>From their streams: who was added a moment ago is seen, and with what is known now.</summary>
    private async Task<Dictionary<Guid, DuplicateProfile>> There(
        string tenantId, IEnumerable<Guid> ids, RecordScope reach, CancellationToken ct)
    {
        Guid[] wanted = [.. ids];
        if (wanted.Length == 0)
            return [];
        var found = await store.Open(tenantId, new(Principal)).FetchMany<Contact>(wanted, ct);
        return found
            .Where(one => one.Value.State is { IsDeleted: false } contact && contact.FirstName != PersonName.Erased && reach.Covers(contact))
            .ToDictionary(one => one.Key, one => ProfileOf(one.Value.State!));
    }

    /// <summary>What is compared of a contact.</summary>
    public static DuplicateProfile ProfileOf(Contact contact) => new(
        contact.FirstName, contact.LastName, contact.Phones, contact.Emails, contact.CompanyId, contact.CompanyName);

    private static DuplicateHint HintOf(
        Guid id, DuplicateProfile asked, DuplicateProfile other, AddressHolders holders, Guid? self, bool isCommon)
    {
        var (score, reasons) = DuplicateScore.Of(DuplicateComparison.Of(
            asked, other, number => holders.CountOf(number, self), address => holders.CountOf(address, self), isCommon));
        return new(id, score, reasons);
    }

    [LoggerMessage(1, LogLevel.Warning, "Whether a contact is there already could not be looked up.")]
    private partial void NotLooked(Exception failure);
}
