namespace SalesEngagement.TwilioDouble.Control;

/// <summary>Keeps every request to the Twilio API with its parameters.</summary>
internal sealed class RequestLogging(RequestDelegate next, RequestLog log, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments("/2010-04-01"))
        {
            await next(context);
            return;
        }

        var at = clock.GetUtcNow();
        var parameters = request.Query.Select(field => (field.Key, Value: field.Value.ToString())).ToList();
        if (request.HasFormContentType)
            parameters.AddRange((await request.ReadFormAsync()).Select(field => (field.Key, field.Value.ToString())));

        await next(context);

        log.Add(new ReceivedRequest(
            at,
            request.Method,
            request.Path,
            parameters.GroupBy(field => field.Key).ToDictionary(same => same.Key, same => same.Last().Value),
            context.RequestAborted.IsCancellationRequested ? 0 : context.Response.StatusCode));
    }
}
