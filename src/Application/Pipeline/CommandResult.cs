using SalesEngagement.Domain;

namespace SalesEngagement.Application.Pipeline;

/// <summary>What became of a command.</summary>
/// <param name="Outcome">Done, or why not.</param>
/// <param name="StreamId">The stream commanded; for a replayed creation the stream of the first time.</param>
/// <param name="State">The stream's state afterwards; null when not found or refused.</param>
/// <param name="Version">Its version afterwards.</param>
/// <param name="Position">Sequence of its last event: what <c>X-Position</c> hides.</param>
/// <param name="Rejection">Why it was refused.</param>
public sealed record CommandResult<T>(
    CommandOutcome Outcome, Guid StreamId, T? State = null, long Version = 0, long Position = 0, Rejection? Rejection = null)
    where T : class;

/// <summary>How a command can end.</summary>
public enum CommandOutcome
{
    /// <summary>Decided and appended, decided that nothing was to do, or replayed under its idempotency key.</summary>
    Done,

    /// <summary>No such stream in this tenant (404).</summary>
    NotFound,

    /// <summary>Refused by a rule (409, or 404 for <see cref="Domain.Rejection.NotFoundCode"/>).</summary>
    Rejected,

    /// <summary><c>If-Match</c> named another version (412).</summary>
    VersionMismatch,

    /// <summary>Other writers won every retry (409, safe to repeat).</summary>
    Contended,

    /// <summary>The idempotency key was used with another request (422).</summary>
    KeyReused,

    /// <summary>A twin with the same key is still running (409).</summary>
    KeyInUse,
}
