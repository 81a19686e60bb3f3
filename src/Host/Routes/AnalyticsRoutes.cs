using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Calls;

namespace SalesEngagement.Host.Routes;

/// <summary>Numbers.</summary>
internal static class AnalyticsRoutes
{
    private const int MostDays = 366;
    private const int DaysUnlessSaid = 30;

    public static void MapAnalytics(this IEndpointRouteBuilder app) => app
        .MapGet("/api/v1/analytics/calls", Calls)
        .WithTags("Analytics")
        .Needs(Permission.ReadNumbers).Reads<CallsPerRepAndDay>()
        .WithSummary("What calls came to, in total and by day and user; days are days in UTC")
        .Produces<CallNumbers>()
        .WithExamples(request: null, CallNumbers.Example);

    private static async Task<IResult> Calls(
        Day? from, Day? to, string? by, IQuerySession session, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var last = to?.Last ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var first = from?.First ?? DateOnly.FromDayNumber(Math.Max(0, last.DayNumber - DaysUnlessSaid + 1));
        if (first > last || last.DayNumber - first.DayNumber >= MostDays)
            return new Problem(400, "invalid-span", $"from must not be after to, and they span at most {MostDays} days.");

        var groups = by?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (groups.Except(["day", "user"]).Any())
            return new Problem(400, "invalid-by", "by must be day, user, or both with a comma.");

        var rows = await CallsPerRepAndDay.Between(session, first, last, http.Scope().Owners, ct);
        return Results.Ok(CallNumbers.Of(first, last, rows, groups.Contains("day"), groups.Contains("user")));
    }
}
