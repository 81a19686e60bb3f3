namespace SalesEngagement.Host.Http;

/// <summary>What the documentation shows for a route: one request and one answer that belong together.</summary>
internal sealed record RouteExamples(object? Request, object? Response);

/// <summary>How routes describe themselves.</summary>
internal static class Examples
{
    /// <summary>Shows a request body (or null) and an answer's body (or null) in the API documentation.</summary>
    public static RouteHandlerBuilder WithExamples(this RouteHandlerBuilder route, object? request, object? response) =>
        route.WithMetadata(new RouteExamples(request, response));
}
