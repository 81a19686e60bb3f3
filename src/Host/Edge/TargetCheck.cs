using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace SalesEngagement.Host.Edge;

/// <summary>
/// Refuses addresses that are too long, and NUL in path and query: PostgreSQL cannot store it, and no honest client sends
/// it. Much longer ones the server itself refuses, in fewer words.
/// </summary>
internal sealed class TargetCheck(RequestDelegate next, IOptions<EdgeOptions> options)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (LengthOf(context) > options.Value.MaxTargetBytes)
            return StatusProblems.Of(StatusCodes.Status414UriTooLong).ExecuteAsync(context);
        return HasNul(context) ? StatusProblems.Malformed("The address contains NUL.").ExecuteAsync(context) : next(context);
    }

    private static int LengthOf(HttpContext context) => Math.Max(
        context.Features.Get<IHttpRequestFeature>()?.RawTarget.Length ?? 0,
        (context.Request.Path.Value?.Length ?? 0) + (context.Request.QueryString.Value?.Length ?? 0));

    private static bool HasNul(HttpContext context)
    {
        var request = context.Request;
        return request.Path.Value?.Contains('\0', StringComparison.Ordinal) == true
            || request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
            || context.Features.Get<IHttpRequestFeature>()?.RawTarget.Contains("%00", StringComparison.Ordinal) == true;
    }
}
