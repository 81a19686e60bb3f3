using Microsoft.AspNetCore.Http.Features;

namespace SalesEngagement.Host.Edge;

/// <summary>Refuses NUL in path and query: PostgreSQL cannot store it, and no honest client sends it.</summary>
internal sealed class TargetCheck(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        HasNul(context) ? StatusProblems.Malformed("The address contains NUL.").ExecuteAsync(context) : next(context);

    private static bool HasNul(HttpContext context)
    {
        var request = context.Request;
        return request.Path.Value?.Contains('\0', StringComparison.Ordinal) == true
            || request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
            || context.Features.Get<IHttpRequestFeature>()?.RawTarget.Contains("%00", StringComparison.Ordinal) == true;
    }
}
