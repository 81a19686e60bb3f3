namespace SalesEngagement.Host.Http;

/// <summary>What the documentation shows for a route: one request and one answer that belong together.</summary>
internal sealed record RouteExamples(object? Request, object? Response);

/// <summary>What else a route may refuse with than all of its kind do.</summary>
internal sealed record RouteRefusals(IReadOnlyList<int> Statuses);

/// <summary>How routes describe themselves.</summary>
internal static class Examples
{
    /// <summary>Shows a request body (or null) and an answer's body (or null) in the API documentation.</summary>
    public static RouteHandlerBuilder WithExamples(this RouteHandlerBuilder route, object? request, object? response) =>
        route.WithMetadata(new RouteExamples(request, response));

    /// <summary>Tells the API documentation of refusals that nothing else about the route lets on.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder route, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RouteRefusals(statuses));
}
