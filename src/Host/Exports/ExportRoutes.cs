using SalesEngagement.Application.Exports;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Exports;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Edge;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Host.Exports;

/// <summary>Contacts as files. Nothing is kept of them: who is erased is in none that is downloaded afterwards.</summary>
internal static class ExportRoutes
{
    private const string Collection = "/api/v1/contacts/exports";
    private const int MostColumns = 100;
    private const int LongestTag = 64;

    public static void MapExports(this IEndpointRouteBuilder app)
    {
        var exports = app.MapGroup(Collection).WithTags("Exports");
        exports.MapPost("", Request)
            .Needs(Permission.ExportContacts)
            .WithSummary("Ask for contacts as a file: those of the filter that the caller reaches")
            .Produces<ExportView>(StatusCodes.Status202Accepted)
            .WithExamples(
                new NewExport(ExportFormat.Csv, ["firstName", "lastName", "phone", "field:rank"], new(Tag: "navy")), ExportView.Example);
        exports.MapGet("/{id:guid}", Get)
            .Needs(Permission.ExportContacts)
            .WithSummary("An export, and until when it can be downloaded")
            .Produces<ExportView>()
            .WithExamples(request: null, ExportView.Example);
        exports.MapGet("/{id:guid}/download", Download)
            .Needs(Permission.ExportContacts).Reads<ContactCard>().Reads<CompanySearch>()
            .WithMetadata(Unhurried.Instance)
            .WithSummary("The file, as contacts are now and as far as the caller reaches; each download is in the audit trail")
            .Produces<string>(StatusCodes.Status200OK, ExportFile.Csv, ExportFile.Jsonl)
            .Refuses(StatusCodes.Status410Gone)
            .WithExamples(request: null, "firstName,lastName,phone,field:rank\r\nGrace,Hopper,+14155550100,O-7\r\n");
    }

    private static async Task<IResult> Request(NewExport body, Commands commands, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        var columns = Columns(body.Columns, check);
        var filter = new ExportFilter(
            body.Filter?.OwnerId, check.OptionalText(body.Filter?.Tag, "/filter/tag", LongestTag), body.Filter?.Deleted ?? false,
            body.Filter?.CreatedFrom, body.Filter?.CreatedBefore);
        if (check.Refusal is { } refusal)
            return refusal;
        var command = new RequestExport(http.UserId(), body.Format ?? ExportFormat.Csv, columns, filter, body.ByteOrderMark ?? false);
        return await commands
            .Start<ContactExport>(Guid.CreateVersion7(clock.GetUtcNow()), now => RequestExportHandler.Handle(command, now), ct)
            .ToAccepted(Collection, (id, export, version) => Task.FromResult<object>(ExportView.Of(id, export, version, clock.GetUtcNow())));
    }

    private static Task<IResult> Get(Guid id, IEventStore store, TimeProvider clock, HttpContext http, CancellationToken ct) =>
        store.Answer<ContactExport>(http, id, (_, export, version) => ExportView.Of(id, export, version, clock.GetUtcNow()), ct);

    private static async Task<IResult> Download(
        Guid id, IEventStore store, IQuerySession session, AuditLog audit, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if ((await store.Read<ContactExport>(http, id, ct)).State is not { } export)
            return CommandAnswers.NotFound;
        if (clock.GetUtcNow() >= export.ExpiresAt)
            return new Problem(StatusCodes.Status410Gone, "export-expired", "The export cannot be downloaded any more. Ask for it again.");
        await audit.Record(http, "personal-data-exported", "contacts", isRefused: false, $"{id}", ct);
        return new ExportFile(session, export, http.Scope().Owners);
    }

    private static IReadOnlyList<string> Columns(IReadOnlyList<string?>? columns, Validation check)
    {
        if (columns is null or [])
            return ExportColumns.Usual;
        check.Require(columns.Count <= MostColumns, "/columns", $"must have at most {MostColumns} items");
        for (var i = 0; i < columns.Count && i < MostColumns; i++)
            check.Require(ExportColumns.IsKnown(columns[i]), $"/columns/{i}", $"must be {ExportColumns.All}");
        return [.. columns.OfType<string>()];
    }
}
