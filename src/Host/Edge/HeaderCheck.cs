using Microsoft.Extensions.Options;

namespace SalesEngagement.Host.Edge;

/// <summary>Refuses headers that are too many or too large. Much larger ones the server itself refuses, in fewer words.</summary>
internal sealed class HeaderCheck(RequestDelegate next, IOptions<EdgeOptions> options)
{
    /// <summary>Colon, blank and the end of the line.</summary>
    private const int Around = 4;

    public Task InvokeAsync(HttpContext context)
    {
        var (count, bytes) = (0, 0);
        foreach (var header in context.Request.Headers)
        {
            foreach (var value in header.Value)
                (count, bytes) = (count + 1, bytes + header.Key.Length + (value?.Length ?? 0) + Around);
        }

        return count > options.Value.MaxHeaders || bytes > options.Value.MaxHeaderBytes
            ? StatusProblems.Of(StatusCodes.Status431RequestHeaderFieldsTooLarge).ExecuteAsync(context)
            : next(context);
    }
}
