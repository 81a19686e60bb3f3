using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Access;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).

/// <summary>A user signed in. The stream is the sign-in's; what keeps it alive is in no event.</summary>
[EventType("signed_in")]
public sealed record SignedIn(
    [DataSubject] Guid UserId,
    SignInMethod Method,
    NetworkAddress? Address,
    FreeText? UserAgent,
    string? RequestId,
    DateTimeOffset SignedInAt);

/// <summary>The user signed out, here or from another place.</summary>
[EventType("signed_out")]
public sealed record SignedOut([DataSubject] Guid UserId, string? RequestId, DateTimeOffset SignedOutAt);
