using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Imports;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Edge;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Imports;

/// <summary>Contacts from files: sent, looked at, carried out, taken back.</summary>
internal static class ImportRoutes
{
    internal const string Collection = "/api/v1/contacts/imports";

    public static void MapImports(this IEndpointRouteBuilder app)
    {
        var imports = app.MapGroup(Collection).WithTags("Imports");
        imports.MapPost("", ImportIntake.Start)
            .Needs(Permission.ChangeContacts)
            .WithMetadata(new StreamedBody(FileSource.MediaTypes), Unhurried.Instance)
            .WithSummary("Send a CSV file, as the body or in the part file of a form; its rows are worked through behind the request")
            .Produces<ImportView>(StatusCodes.Status202Accepted)
            .WithExamples(ImportExamples.File, ImportExamples.Import);
        imports.MapPost("/preview", ImportIntake.Preview)
            .Needs(Permission.ChangeContacts)
            .WithMetadata(new StreamedBody(FileSource.MediaTypes), Unhurried.Instance)
            .WithSummary("What the beginning of a CSV file looks like to us; nothing is kept")
            .Produces<PreviewView>()
            .WithExamples(ImportExamples.File, ImportExamples.Preview);
        imports.MapGet("", ImportLists.List)
            .Needs(Permission.ReadContacts)
            .WithSummary("Imports, the newest first")
            .Produces<ListPage<ImportView>>()
            .WithExamples(request: null, new ListPage<ImportView>([ImportExamples.Import], Next: null));
        imports.MapGet("/{id:guid}", Get)
            .Needs(Permission.ReadContacts)
            .WithSummary("An import: where it stands, how fast it is, what became of its rows")
            .Produces<ImportView>()
            .WithExamples(request: null, ImportExamples.Import);
        imports.MapGet("/{id:guid}/rows", ImportLists.Rows)
            .Needs(Permission.ReadContacts)
            .WithSummary("What became of the rows of an import, by verdict if wanted")
            .Produces<ListPage<RowView>>()
            .WithExamples(request: null, new ListPage<RowView>([ImportExamples.Row], Next: null));
        imports.MapPost("/{id:guid}/confirm", Confirm)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Carry out what a dry run looked at, without sending the file again")
            .Produces<ImportView>(StatusCodes.Status202Accepted)
            .WithExamples(request: null, ImportExamples.Import);
        imports.MapPost("/{id:guid}/cancel", Cancel)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Break an import off; what was done by then stays, and can be undone")
            .Produces<ImportView>(StatusCodes.Status202Accepted)
            .WithExamples(request: null, ImportExamples.Import with { Status = ImportStatus.Cancelled });
        imports.MapPost("/{id:guid}/undo", Undo)
            .Needs(Permission.ChangeContacts)
            .WithSummary("Take back what an import did, except where somebody has changed it since")
            .Produces<ImportView>(StatusCodes.Status202Accepted)
            .WithExamples(request: null, ImportExamples.Import with { Status = ImportStatus.Undoing, Undo = new(0, 0, 0) });
    }

    /// <summary>An import as it is shown, with the row beside its stream.</summary>
    internal static async Task<object> View(IQuerySession session, Guid id, ContactImport import, long version, CancellationToken ct) =>
        ImportView.Of(id, import, version, (await ImportRow.Find(session, id, ct))!);

    private static async Task<IResult> Get(Guid id, IEventStore store, IQuerySession session, HttpContext http, CancellationToken ct)
    {
        var (import, version, _) = await store.Read<ContactImport>(http, id, ct);
        if (import is null)
            return CommandAnswers.NotFound;
        http.Response.Headers.ETag = CommandAnswers.ETagOf(version);
        return Results.Ok(await View(session, id, import, version, ct));
    }

    private static async Task<IResult> Confirm(Guid id, Commands commands, IQuerySession session, ImportSignal signal, CancellationToken ct)
    {
        var answer = await ImportCommands.Confirm(commands, id, ct)
            .ToAccepted(Collection, (_, import, version) => View(session, id, import, version, ct));
        signal.Raise();
        return answer;
    }

    private static Task<IResult> Cancel(Guid id, Commands commands, ImportCommands imports, IQuerySession session, CancellationToken ct) =>
        imports.Cancel(commands, id, ct).ToAccepted(Collection, (_, import, version) => View(session, id, import, version, ct));

    private static async Task<IResult> Undo(Guid id, Commands commands, IQuerySession session, ImportSignal signal, CancellationToken ct)
    {
        var answer = await ImportCommands.Undo(commands, id, await ImportLists.HasRows(session, id, ct), ct)
            .ToAccepted(Collection, (_, import, version) => View(session, id, import, version, ct));
        signal.Raise();
        return answer;
    }
}
