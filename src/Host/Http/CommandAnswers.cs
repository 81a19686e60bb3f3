using System.Globalization;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain;

namespace SalesEngagement.Host.Http;

/// <summary>The one place where the outcomes of commands become HTTP answers.</summary>
internal static class CommandAnswers
{
    /// <summary>204 with version and position.</summary>
    public static async Task<IResult> ToHttp<T>(this Task<CommandResult<T>> running)
        where T : class
    {
        var result = await running;
        return result.Refusal() is { } refusal ? refusal : new Changed(StatusCodes.Status204NoContent, result.Version, result.Position);
    }

    /// <summary>200 with the resource, rendered from the state alone so that a replay answers the same.</summary>
    public static Task<IResult> ToHttp<T>(this Task<CommandResult<T>> running, Func<T, object> render)
        where T : class =>
        running.ToHttp((_, state, _) => render(state));

    /// <summary>200 with the resource, rendered from id, state and version.</summary>
    public static async Task<IResult> ToHttp<T>(this Task<CommandResult<T>> running, Func<Guid, T, long, object> render)
        where T : class
    {
        var result = await running;
        return result.Refusal() is { } refusal ? refusal : new Changed(StatusCodes.Status200OK, result.Version, result.Position)
        {
            Body = render(result.StreamId, result.State!, result.Version),
        };
    }

    /// <summary>201 with the resource and its <c>Location</c>: <paramref name="collection"/>, a slash and the id.</summary>
    public static Task<IResult> ToCreated<T>(
        this Task<CommandResult<T>> running, string collection, Func<T, object> render)
        where T : class =>
        running.ToCreated(collection, (_, state, _) => render(state));

    /// <summary>201 with the resource, rendered from id, state and version.</summary>
    public static Task<IResult> ToCreated<T>(
        this Task<CommandResult<T>> running, string collection, Func<Guid, T, long, object> render)
        where T : class =>
        running.ToCreated((id, _) => $"{collection}/{id}", render);

    /// <summary>201 with the resource at a <paramref name="location"/> that is not named by the stream's id.</summary>
    public static async Task<IResult> ToCreated<T>(
        this Task<CommandResult<T>> running, Func<Guid, T, string> location, Func<Guid, T, long, object> render)
        where T : class
    {
        var result = await running;
        return result.Refusal() is { } refusal ? refusal : new Changed(StatusCodes.Status201Created, result.Version, result.Position)
        {
            Location = location(result.StreamId, result.State!),
            Body = render(result.StreamId, result.State!, result.Version),
        };
    }

    /// <summary>202 for what goes on behind the request, with the resource as it stands and its <c>Location</c>.</summary>
    public static async Task<IResult> ToAccepted<T>(
        this Task<CommandResult<T>> running, string collection, Func<Guid, T, long, Task<object>> render)
        where T : class
    {
        var result = await running;
        return result.Refusal() is { } refusal ? refusal : new Changed(StatusCodes.Status202Accepted, result.Version, result.Position)
        {
            Location = $"{collection}/{result.StreamId}",
            Body = await render(result.StreamId, result.State!, result.Version),
        };
    }

    /// <summary>200 with what a query found, or 404.</summary>
    public static async Task<IResult> ToHttp<T>(this Task<T?> running)
        where T : class =>
        await running is { } found ? Results.Ok(found) : NotFound;

    /// <summary>The answer for an unknown or foreign id.</summary>
    public static Problem NotFound { get; } =
        new(StatusCodes.Status404NotFound, Rejection.NotFoundCode, "There is no such thing, or it is not yours to see.");

    /// <summary>The version of a folded stream, as <c>If-Match</c> wants it back.</summary>
    public static string ETagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Why the command was not done; null when it was.</summary>
    public static Problem? Refusal<T>(this CommandResult<T> result)
        where T : class =>
        result.Outcome switch
        {
            CommandOutcome.Done => null,
            CommandOutcome.NotFound => NotFound,
            CommandOutcome.Rejected when result.Rejection is { Code: Rejection.NotFoundCode } => NotFound,
            CommandOutcome.Rejected => new(409, result.Rejection!.Code, result.Rejection.Detail) { Reasons = result.Rejection.Reasons },
            CommandOutcome.VersionMismatch => new(
                412, "version-mismatch", $"{result.StreamId} has another version than If-Match says. Read it again."),
            CommandOutcome.Contended => new(
                409, "contended", $"Others changed {result.StreamId} at the same moment. Repeat the request.") { RetryAfter = 1 },
            CommandOutcome.KeyReused => new(
                422, "idempotency-key-reused", "The Idempotency-Key was used with another request. Take a new one."),
            CommandOutcome.KeyInUse => new(
                409, "idempotency-key-in-use", "The same request is still running. Repeat it in a moment.") { RetryAfter = 1 },
            _ => throw new InvalidOperationException($"Outcome {result.Outcome} has no HTTP answer."),
        };

    /// <summary>A change that was made: version and position in headers, the resource as body.</summary>
    private sealed record Changed(int Status, long Version, long Position) : IResult
    {
        public object? Body { get; init; }

        public string? Location { get; init; }

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = Status;
            response.Headers.ETag = ETagOf(Version);
            if (Position > 0)
                {
                var positions = httpContext.RequestServices.GetRequiredService<Positions>();
                response.Headers[Positions.Header] = positions.Hide(httpContext.Tenant(), Position);
            }

            if (Location is not null)
                response.Headers.Location = Location;
            return Body is null
                ? Task.CompletedTask
                : response.WriteAsJsonAsync(Body, Body.GetType(), JsonFormat.Options, contentType: null, httpContext.RequestAborted);
        }
    }
}
