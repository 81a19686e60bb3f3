using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>Records what signed-in users were refused for want of a permission. What nobody was refused is in the metrics.</summary>
internal sealed class RefusalAudit(RequestDelegate next, AuditLog audit)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Response.StatusCode != StatusCodes.Status403Forbidden
            || context.User.FindFirst(Caller.TenantClaim) is null
            || context.GetEndpoint() is not RouteEndpoint route)
        {
            return;
        }

        // The answer is not sent before this: a refusal that could not be recorded is an error.
        await audit.Record(
            context, "forbidden", $"{context.Request.Method} {route.RoutePattern.RawText}", isRefused: true,
            route.Metadata.GetMetadata<RouteAccess.Needed>()?.Permission.Name, context.RequestAborted);
    }
}
