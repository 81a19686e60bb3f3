using Microsoft.Extensions.Options;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>Lists of personal data: who takes many rows at once is written down.</summary>
internal static class BulkReads
{
    /// <summary>Records answers with many items.</summary>
    /// <param name="route">A route that answers <see cref="ListPage{T}"/>.</param>
    /// <param name="what">What the list is of, such as <c>contacts</c>.</param>
    public static RouteHandlerBuilder AuditsBulk(this RouteHandlerBuilder route, string what) =>
        route.AddEndpointFilter(async (call, next) =>
        {
            var answer = await next(call);
            if (answer is IValueHttpResult { Value: IListPage { Count: var count } })
                await Note(call.HttpContext, what, count);
            return answer;
        });

    private static async Task Note(HttpContext http, string what, int count)
    {
        var services = http.RequestServices;
        if (count < services.GetRequiredService<IOptions<AccessOptions>>().Value.BulkReadRows)
            return;
        await services.GetRequiredService<AuditLog>().Record(
            http, "personal-data-listed", what, isRefused: false, FormattableString.Invariant($"{count}"), http.RequestAborted);
    }
}
