namespace SalesEngagement.Host.Edge;

/// <summary>
/// Answers 404, 405 and 415 before authorization: which routes exist is public (the documentation is), and a wrong
/// method or media type on an open route is not a matter of signing in.
/// </summary>
internal sealed class UnmatchedRoutes(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => context.GetEndpoint() switch
    {
        RouteEndpoint => next(context),
        { RequestDelegate: { } routingsOwnAnswer } => routingsOwnAnswer(context),
        _ => StatusProblems.Of(StatusCodes.Status404NotFound).ExecuteAsync(context),
    };
}
