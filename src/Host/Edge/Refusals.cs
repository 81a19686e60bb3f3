using System.Text.Json;
using Npgsql;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Edge;

/// <summary>Gives every refusal a problem body, and every exception one that tells nothing about our insides.</summary>
internal sealed partial class Refusals(RequestDelegate next, ILogger<Refusals> logger)
{
    private const int ClientWentAway = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
                await StatusProblems.Of(context.Response.StatusCode).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            if (!context.Response.HasStarted)
                context.Response.StatusCode = ClientWentAway;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await ProblemOf(e, context).ExecuteAsync(context);
        }
    }

    private Problem ProblemOf(Exception exception, HttpContext context)
    {
        switch (exception)
        {
            case RefusedRequestException refused:
                return refused.Problem;
            case BadHttpRequestException { InnerException: JsonException json }:
                return JsonFault.ProblemOf(json);
            case BadHttpRequestException { StatusCode: not 400 and >= 400 and < 500 } bad:
                return StatusProblems.Of(bad.StatusCode);
            case BadHttpRequestException:
                return StatusProblems.Malformed("A parameter or the body is missing or cannot be read.");
            case SubjectErasedException erased:
                return new(409, "subject-erased", $"{erased.Subject} is erased: nothing can be written about this person.");
            case NpgsqlException { IsTransient: true } or InlineModelChangedException:
                Unavailable(exception, Problem.TraceOf(context));
                return StatusProblems.Of(StatusCodes.Status503ServiceUnavailable);
            default:
                Unhandled(exception, Problem.TraceOf(context));
                return StatusProblems.Of(StatusCodes.Status500InternalServerError);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Request {TraceId} failed by a bug or broken infrastructure; it answered 500.")]
    private partial void Unhandled(Exception exception, string traceId);

    [LoggerMessage(2, LogLevel.Warning, "Request {TraceId} met a database that is away, or of another release; it answered 503.")]
    private partial void Unavailable(Exception exception, string traceId);
}
