using SalesEngagement.EventStore.Isolation;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>Lets a company's own people see that it is kept apart from the others.</summary>
internal static partial class IsolationRoutes
{
    public static void MapIsolation(this IEndpointRouteBuilder app) => app
        .MapGet("/api/v1/security/isolation", Look)
        .WithTags("Security")
        .Needs(Permission.ReadSecurity)
        .WithSummary("Whether the databases keep companies apart, looked up in their catalogs now")
        .Produces<IsolationView>()
        .WithExamples(request: null, IsolationView.Example);

    private static async Task<IResult> Look(
        IsolationCheck check, TimeProvider clock, ILogger<IsolationCheck> log, HttpContext http, CancellationToken ct)
    {
        var view = IsolationView.Of(clock.GetUtcNow(), await check.Main(ct), await check.Keys(ct));
        foreach (var problem in view.Problems)
            IsBroken(log, problem);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Ok(view);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "Companies are not kept apart. {Problem}")]
    private static partial void IsBroken(ILogger logger, string problem);
}
