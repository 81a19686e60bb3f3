namespace SalesEngagement.Host.Http;

/// <summary>
/// What the documentation shows for a route: one request and one answer that belong together, and the answer of a route that
/// can succeed in another way, too.
/// </summary>
internal sealed record RouteExamples(object? Request, object? Response, object? Otherwise = null);

/// <summary>What else a route may refuse with than all of its kind do.</summary>
internal sealed record RouteRefusals(IReadOnlyList<int> Statuses);

/// <summary>How routes describe themselves.</summary>
internal static class Examples
{
    /// <summary>
    /// Shows a request body (or null) and an answer's body (or null) in the API documentation; and that of its second successful
    /// answer, in the order in which they are declared.
    /// </summary>
    public static RouteHandlerBuilder WithExamples(
        this RouteHandlerBuilder route, object? request, object? response, object? otherwise = null) =>
        route.WithMetadata(new RouteExamples(request, response, otherwise));

    /// <summary>Tells the API documentation of refusals that nothing else about the route lets on.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder route, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RouteRefusals(statuses));
}
