using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Edge;

/// <summary>The problem body of a status that some layer set without one.</summary>
internal static class StatusProblems
{
    private const int RetrySoon = 2;

    /// <summary>400: nothing was read, nothing was done.</summary>
    public static Problem Malformed(string detail) => new(400, "malformed-request", detail);

    public static Problem Of(int status) => status switch
    {
        400 => Malformed("The request cannot be understood."),
        401 => new(status, "unauthenticated", "Sign in, and send the access token as Authorization: Bearer; or send an API key as X-Api-Key."),
        403 => new(status, "forbidden", "Your role does not allow this."),
        404 => new(status, "not-found", "There is no such thing, or it is not yours to see."),
        405 => new(status, "method-not-allowed", "This address does not take that method."),
        406 => new(status, "not-acceptable", "This address does not answer in a form that Accept names."),
        408 => new(status, "request-timeout", "The request came too slowly. Repeat it."),
        413 => new(status, "body-too-large", "The body is larger than this installation accepts."),
        414 => new(status, "address-too-long", "The address is longer than this installation accepts."),
        415 => new(status, "unsupported-media-type", "Send the body as application/json in UTF-8."),
        431 => new(status, "headers-too-large", "The headers are more or larger than this installation accepts."),
        503 => new(status, "unavailable", "The service cannot answer at the moment. Repeat the request.") { RetryAfter = RetrySoon },
        >= 500 => new(status, "internal-error", "Something broke on our side. The trace id names this request."),
        _ => new(status, "refused", "The request was refused."),
    };
}
