using Microsoft.Extensions.Options;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Edge;

/// <summary>Breaks off requests that take too long, so that what hangs does not pile up: 503, unless their route may.</summary>
internal sealed class TimeLimit(RequestDelegate next, IOptions<EdgeOptions> options, TimeProvider clock)
{
    private const int RetryAfter = 5;

    private static readonly Problem TooSlow = new(
        StatusCodes.Status503ServiceUnavailable, "too-slow",
        "The request took too long and was broken off. Repeat it, a change with the same Idempotency-Key.")
    {
        RetryAfter = RetryAfter,
    };

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Unhurried>() is not null)
        {
            await next(context);
            return;
        }

        var wentAway = context.RequestAborted;
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.RequestSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(wentAway, late.Token);
        context.RequestAborted = either.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (
            late.IsCancellationRequested && !wentAway.IsCancellationRequested && !context.Response.HasStarted)
        {
            context.RequestAborted = wentAway;
            context.Response.Clear();
            await TooSlow.ExecuteAsync(context);
        }
        finally
        {
            context.RequestAborted = wentAway;
        }
    }
}

/// <summary>Marks routes that take as long as they take: connections that stay, downloads.</summary>
internal sealed class Unhurried
{
    /// <summary>There is nothing to say about one.</summary>
    public static Unhurried Instance { get; } = new();
}
