using SalesEngagement.Application.Duplicates;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Duplicates;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Duplicates;

/// <summary>Looks at all contacts of a company, behind the requests and one at a time.</summary>
internal static class DuplicateScanRoutes
{
    private const string Collection = "/api/v1/contacts/duplicates/scans";
    private static readonly string AloneSql = EmbeddedSql.Beside(typeof(DuplicateScanRoutes), "TenantAlone.sql");
    private static readonly string StartSql = EmbeddedSql.Beside(typeof(DuplicateScanRoutes), "StartScan.sql");

    private static readonly Rejection IsRunning = Rejection.Because("scan-running", "The company's contacts are being compared already.");

    public static void MapDuplicateScans(this IEndpointRouteBuilder app)
    {
        var scans = app.MapGroup(Collection).WithTags("Duplicates");
        scans.MapPost("", Start)
            .Needs(Permission.ScanDuplicates)
            .WithSummary("Compare all contacts of the company with each other again, behind the request")
            .Produces<DuplicateScanRow>(StatusCodes.Status202Accepted)
            .WithExamples(request: null, DuplicateScanRow.Example);
        scans.MapGet("", List)
            .Needs(Permission.ScanDuplicates)
            .WithSummary("Scans, the newest first")
            .Produces<ListPage<DuplicateScanRow>>()
            .WithExamples(request: null, new ListPage<DuplicateScanRow>([DuplicateScanRow.Example], Next: null));
        scans.MapGet("/{id:guid}", Get)
            .Needs(Permission.ScanDuplicates)
            .WithSummary("A scan: how far it is, and how many pairs it has found that nobody had been shown")
            .Produces<DuplicateScanRow>()
            .WithExamples(request: null, DuplicateScanRow.Example);
    }

    private static async Task<IResult> Start(
        Commands commands, IQuerySession session, DuplicateSignal signal, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var command = new StartDuplicateScan(http.UserId());
        var answer = await commands
            .Start<DuplicateScan>(id, at => StartDuplicateScanHandler.Handle(command, at), ct, (save, _) =>
            {
                save.Write(AloneSql, Sql.Text(save.TenantId));
                save.Write(StartSql, Sql.Text(save.TenantId), Sql.Id(id), Sql.Instant(now));
            })
            .Within([IsRunning], id)
            .ToAccepted(Collection, async (scan, _, _) => (await DuplicateScanRow.Find(session, scan, ct))!);
        signal.Raise();
        return answer;
    }

    private static async Task<IResult> List(Paging paging, IQuerySession session, CancellationToken ct)
    {
        var rows = await DuplicateScanRow.List(session, paging.After<DuplicateScanRow.ScanKey>(), paging.Limit + 1, ct);
        return Results.Ok(paging.Of(rows, row => new DuplicateScanRow.ScanKey(row.StartedAt, row.Id)));
    }

    private static Task<IResult> Get(Guid id, IQuerySession session, CancellationToken ct) => DuplicateScanRow.Find(session, id, ct).ToHttp();
}
