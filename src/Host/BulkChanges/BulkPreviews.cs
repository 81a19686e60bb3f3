using Microsoft.Extensions.Options;
using NpgsqlTypes;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Jobs;
using SalesEngagement.Host.Routes;
using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>
/// Writes the contacts of a selection down, so that what is confirmed is what was looked at, and gives out the token that
/// confirms it: to be read by nobody, and good for this user alone.
/// </summary>
internal sealed class BulkPreviews(
    IEventStore store, BulkChangeValues values, Cursors cursors, IOptions<BulkChangeOptions> options, TimeProvider clock)
{
    private const int SampleSize = 10;
    private static readonly string BeginSql = EmbeddedSql.Beside<BulkPreviews>("BeginPreview.sql");
    private static readonly string DropOlderSql = EmbeddedSql.Beside<BulkPreviews>("DropOlderPreviews.sql");
    private static readonly string AddSql = EmbeddedSql.Beside<BulkPreviews>("AddItems.sql");
    private static readonly string FinishSql = EmbeddedSql.Beside<BulkPreviews>("FinishPreview.sql");

    /// <summary>The preview that a token stands for; null when it was not given to this user.</summary>
    public Guid? Revealed(HttpContext http, string? token) =>
        cursors.Reveal(http.Tenant(), Purpose(http), token) is { Length: 16 } bytes ? new Guid(bytes) : null;

    /// <summary>Chooses, counts and keeps.</summary>
    public async Task<IResult> Make(
        HttpContext http, BulkSelection selection, BulkPlan plan, FieldValue? read, BulkPlanValue value, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (id, tenant) = (Guid.CreateVersion7(now), http.Tenant());
        var expiresAt = now + TimeSpan.FromMinutes(options.Value.PreviewMinutes);
        await Begin(http, id, plan, await values.Close(value, tenant, id, ct), now, expiresAt, ct);
        var tally = new Tally(plan, read);
        await foreach (var page in selection.Pages(ct))
        {
            var room = (int)Math.Min(options.Value.MostContacts - tally.Count, page.Count);
            tally.IsCut = page.Count > room;
            await Add(tenant, id, [.. page.Take(room)], tally, ct);
            if (tally.IsCut)
                break;
        }

        var kept = await store.Query(tenant).Query<Kept>(FinishSql, ct, Sql.Text(tenant), Sql.Id(id), Sql.Long(tally.Count));
        return kept.Count == 0
            ? BulkChangeRoutes.Expired
            : Results.Ok(new BulkPreviewView(
                cursors.Hide(tenant, Purpose(http), id.ToByteArray()), tally.Count, [.. tally.Sample.Select(ContactView.Of)], tally.AlreadySo,
                tally.PutAway, selection.Named - tally.Count, selection.IsCut || tally.IsCut, expiresAt));
    }

    private static string Purpose(HttpContext http) => $"bulk-change {http.UserId()}";

    private async Task Begin(
        HttpContext http, Guid id, BulkPlan plan, byte[]? value, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken ct)
    {
        var session = store.Open(http.Tenant(), new(http.Principal()));
        session.Write(
            DropOlderSql, Sql.Text(http.Tenant()), Sql.Id(http.UserId()), Sql.Int(options.Value.MostPreviews - 1));
        session.Write(
            BeginSql, Sql.Text(http.Tenant()), Sql.Id(id), Sql.Id(http.UserId()), Sql.Text(http.Principal()), Sql.Text(Problem.TraceOf(http)),
            Sql.Instant(now), Sql.Instant(expiresAt), Sql.Json(plan.ToJson()), Sql.Bytes(value));
        await session.Save(ct);
    }

    private async Task Add(string tenant, Guid id, ContactCard[] cards, Tally tally, CancellationToken ct)
    {
        var added = await store.Query(tenant).Query<Added>(
            AddSql, ct, Sql.Text(tenant), Sql.Id(id), Sql.Long(tally.LastN), Sql.Array(NpgsqlDbType.Uuid, Array.ConvertAll(cards, card => card.Id)));
        var isNew = added.Select(one => one.ContactId).ToHashSet();
        foreach (var card in cards)
            tally.Add(card, isNew.Contains(card.Id), SampleSize);
    }

    private sealed record Added(Guid ContactId);

    private sealed record Kept(Guid Id);

    /// <summary>What a preview tells.</summary>
    private sealed class Tally(BulkPlan plan, FieldValue? value)
    {
        private readonly BulkOutlook _outlook = new(plan, value);

        public long LastN { get; private set; }

        public long Count { get; private set; }

        public long AlreadySo { get; private set; }

        public long PutAway { get; private set; }

        public bool IsCut { get; set; }

        public List<ContactCard> Sample { get; } = [];

        public void Add(ContactCard card, bool isNew, int sampleSize)
        {
            LastN++;
            if (!isNew)
                return;
            Count++;
            AlreadySo += _outlook.IsSo(card, LastN) ? 1 : 0;
            PutAway += _outlook.IsRefusedAsDeleted(card) ? 1 : 0;
            if (Sample.Count < sampleSize)
                Sample.Add(card);
        }
    }
}
