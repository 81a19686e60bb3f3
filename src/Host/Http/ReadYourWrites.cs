using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Http;

/// <summary>Reads that wait for one's own writes: <c>minPosition</c> takes the <c>X-Position</c> of a change.</summary>
internal static class ReadYourWrites
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Lets the route wait until read model <typeparamref name="T"/> has reached <c>minPosition</c>.</summary>
    public static RouteHandlerBuilder Reads<T>(this RouteHandlerBuilder route)
        where T : class =>
        route.WithMetadata(new ReadsModel(typeof(T))).AddEndpointFilter(async (call, next) =>
            await Wait<T>(call.HttpContext) is { } refusal ? refusal : await next(call));

    private static async Task<Problem?> Wait<T>(HttpContext context)
        where T : class
    {
        if (context.Request.Query["minPosition"] is not [{ Length: > 0 } cursor])
            return null;

        var services = context.RequestServices;
        if (services.GetRequiredService<Positions>().Reveal(context.Tenant(), cursor) is not { } position)
            return new(400, "invalid-cursor", "minPosition must be the X-Position of an earlier answer.");

        return await services.GetRequiredService<IEventStore>().WaitFor<T>(position, Patience, context.RequestAborted)
            ? null
            : new(503, "read-model-behind", "The view has not caught up with that change yet. Repeat the request.") { RetryAfter = 1 };
    }
}

/// <summary>Tells the documentation which read model a route answers from.</summary>
internal sealed record ReadsModel(Type Type);
