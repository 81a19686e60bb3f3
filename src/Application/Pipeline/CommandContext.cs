namespace SalesEngagement.Application.Pipeline;

/// <summary>Who commands, and under which conditions. Built from the credential, never from the body.</summary>
/// <param name="TenantId">The tenant of the credential.</param>
/// <param name="Principal">Id of the user or API key, or the name of the process (<c>call-dialer</c>, <c>twilio</c>).</param>
/// <param name="Scope">Whose records it reaches.</param>
/// <param name="CorrelationId">Trace id of the request.</param>
/// <param name="CausationId">Id of the event or message that was reacted to; null: the command gets an id of its own.</param>
/// <param name="ExpectedVersion">From <c>If-Match</c>: the change is refused when the stream is elsewhere.</param>
/// <param name="Idempotency">From <c>Idempotency-Key</c>: the same key has its effect once.</param>
public sealed record CommandContext(
    string TenantId,
    string Principal,
    RecordScope Scope,
    string? CorrelationId = null,
    string? CausationId = null,
    long? ExpectedVersion = null,
    IdempotencyKey? Idempotency = null);

/// <summary>A client's key for one effect, scoped by tenant, principal and route.</summary>
/// <param name="Route">Method and route pattern, such as <c>POST /api/v1/contacts</c>.</param>
/// <param name="Key">What the client sent; at most 255 characters.</param>
/// <param name="RequestHash">SHA-256 of path, query and body: another body under the same key is refused.</param>
public sealed record IdempotencyKey(string Route, string Key, byte[] RequestHash);
