namespace SalesEngagement.Host.Http;

/// <summary>What the documentation shows for a route: one request and one answer that belong together.</summary>
internal sealed record RouteExamples(object? Request, object? Response);

/// <summary>A status with which a route refuses, beside those that all routes of its kind do.</summary>
internal sealed record AlsoRefuses(int Status);

/// <summary>How routes describe themselves.</summary>
internal static class Examples
{
    /// <summary>Shows a request body (or null) and an answer's body (or null) in the API documentation.</summary>
    public static RouteHandlerBuilder WithExamples(this RouteHandlerBuilder route, object? request, object? response) =>
        route.WithMetadata(new RouteExamples(request, response));

    /// <summary>Shows a status among the refusals in the API documentation.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, int status) => route.WithMetadata(new AlsoRefuses(status));
}
