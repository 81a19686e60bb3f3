using SalesEngagement.Domain;

namespace SalesEngagement.Application.Pipeline;

/// <summary>
/// What a command answered under an <see cref="IdempotencyKey"/>: the stream and version it left, or why it refused.
/// The full answer is rendered again from the stream at that version, so no personal data is kept twice.
/// </summary>
public sealed record Answer(
    byte[] RequestHash,
    Guid StreamId,
    long Version,
    string? RejectionCode,
    string? RejectionDetail,
    IReadOnlyList<Reason>? RejectionReasons)
{
    /// <summary>Why the command was refused; null when it was done.</summary>
    public Rejection? Rejection => RejectionCode is null
        ? null
        : new Rejection(RejectionCode, RejectionDetail ?? "The command was refused.") { Reasons = RejectionReasons ?? [] };

    /// <summary>Whether this answers the same request, and not another one under the same key.</summary>
    public bool IsFor(IdempotencyKey key) => RequestHash.AsSpan().SequenceEqual(key.RequestHash);
}
