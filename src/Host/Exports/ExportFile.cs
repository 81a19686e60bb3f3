using System.Text;
using System.Text.Json;
using SalesEngagement.Application.Exports;
using SalesEngagement.Domain.Exports;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Routes;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Host.Exports;

/// <summary>Writes an export page by page as its reader takes it; a page is in memory.</summary>
internal sealed class ExportFile(IQuerySession session, ContactExport export, Guid[]? reach) : IResult
{
    public const string Csv = "text/csv";
    public const string Jsonl = "application/x-ndjson";
    private const int PageRows = 1000;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, ct) = (httpContext.Response, httpContext.RequestAborted);
        var isCsv = export.Format == ExportFormat.Csv;
        response.ContentType = isCsv ? $"{Csv}; charset=utf-8; header=present" : Jsonl;
        response.Headers.ContentDisposition = $"attachment; filename=\"contacts.{(isCsv ? "csv" : "jsonl")}\"";
        response.Headers.CacheControl = "no-store";
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(isCsv && export.HasMark), 32 * 1024, leaveOpen: true);
        if (isCsv)
            await writer.WriteAsync(Line(export.Columns).AsMemory(), ct);
        await foreach (var page in Pages(ct))
        {
            var companies = await Companies(page, isCsv, ct);
            foreach (var card in page)
            {
                var contact = new ExportedContact(card, card.CompanyId is { } id ? companies.GetValueOrDefault(id) : null);
                var line = isCsv
                    ? Line(export.Columns.Select(column => ExportColumns.Of(contact, column)))
                    : JsonSerializer.Serialize(ContactView.Of(card), JsonFormat.Options) + "\n";
                await writer.WriteAsync(line.AsMemory(), ct);
            }
        }
    }

    private async Task<IReadOnlyDictionary<Guid, string>> Companies(IReadOnlyList<ContactCard> page, bool isCsv, CancellationToken ct) =>
        isCsv && export.Columns.Contains(ExportColumns.Company)
            ? await CompanySearch.NamesOf(session, page.Select(card => card.CompanyId).OfType<Guid>(), ct)
            : new Dictionary<Guid, string>();

    private static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(CsvCell.Of)) + "\r\n";

    private async IAsyncEnumerable<IReadOnlyList<ContactCard>> Pages([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var wanted = export.Filter;
        var filter = new ContactFilter(reach, wanted.OwnerId, wanted.Tag, wanted.Deleted, wanted.CreatedFrom, wanted.CreatedBefore);
        ContactKey? after = null;
        while (true)
        {
            var page = await ContactCard.List(session, filter, ContactOrder.ByCreated, after, PageRows, ct);
            yield return page;
            if (page.Count < PageRows)
                yield break;
            after = new(page[^1].SortName.Value, page[^1].CreatedAt, page[^1].Id);
        }
    }
}
