using SalesEngagement.Domain.Access;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Access;

namespace SalesEngagement.Host.Access;

/// <summary>What compliance looks at: who did what, and what must not have happened.</summary>
internal static class SecurityRoutes
{
    public static void MapSecurity(this IEndpointRouteBuilder app)
    {
        var security = app.MapGroup("/api/v1/security").WithTags("Compliance");
        security.MapGet("/audit/trail", Trail)
            .Needs(Permission.ReadSecurity).Reads<AuditEntry>()
            .WithSummary("Who did what to whom and when: every change, sign-in, refusal and violation, the newest first")
            .Produces<ListPage<AuditView>>()
            .WithExamples(request: null, new ListPage<AuditView>([AuditView.Example], Next: null));
        security.MapGet("/violations", Violations)
            .Needs(Permission.ReadSecurity).Reads<AuditEntry>()
            .WithSummary("What must not happen and did, the newest first")
            .Produces<ListPage<ViolationView>>()
            .WithExamples(request: null, new ListPage<ViolationView>([ViolationView.Example], Next: null));
    }

    private static async Task<IResult> Trail(
        Guid? subject, string? actor, string? action, Instant? from, Instant? to, Paging paging, IQuerySession session,
        CancellationToken ct)
    {
        var filter = new AuditFilter(subject, actor, action, IsViolation: null, from?.Value, to?.Value);
        var entries = await AuditEntry.List(session, filter, paging.After<AuditKey>(), paging.Limit + 1, ct);
        var page = paging.Of(entries, entry => new AuditKey(entry.At, entry.Id));
        return Results.Ok(new ListPage<AuditView>([.. page.Items.Select(AuditView.Of)], page.Next));
    }

    private static async Task<IResult> Violations(
        Word<ViolationKind>? kind, Instant? from, Instant? to, Paging paging, IQuerySession session, CancellationToken ct)
    {
        var filter = new AuditFilter(
            Action: kind is { Value: var wanted } ? AuditEntry.NameOf(wanted) : null, IsViolation: true, From: from?.Value,
            To: to?.Value);
        var found = await AuditEntry.List(session, filter, paging.After<AuditKey>(), paging.Limit + 1, ct);
        var page = paging.Of(found, violation => new AuditKey(violation.At, violation.Id));
        return Results.Ok(new ListPage<ViolationView>([.. page.Items.Select(ViolationView.Of)], page.Next));
    }
}
