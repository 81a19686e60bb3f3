using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Edge;

/// <summary>
/// Gives every request a name: the client's <c>X-Request-Id</c> when it is a plain token, else the trace's id. The answer
/// tells it, and what is logged on the way carries it beside the trace's id.
/// </summary>
internal sealed class RequestIds(RequestDelegate next, ILogger<RequestIds> log)
{
    /// <summary>The header that brings and tells it.</summary>
    public const string Header = "X-Request-Id";

    private const int Shortest = 8;
    private const int Longest = 64;

    public async Task InvokeAsync(HttpContext context)
    {
        var id = context.Request.Headers[Header] is [{ } sent] && IsPlain(sent) ? sent : Problem.TraceOf(context);
        context.TraceIdentifier = id;
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[Header] = id;
            return Task.CompletedTask;
        });
        using var scope = log.BeginScope(new Dictionary<string, object>
        {
            ["RequestId"] = id,
            ["TraceId"] = Problem.TraceOf(context),
        });
        await next(context);
    }

    /// <summary>Whether it can stand in a log: no blanks, no line ends, no e-mail address, nothing endless.</summary>
    private static bool IsPlain(string id) =>
        id.Length is >= Shortest and <= Longest && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
