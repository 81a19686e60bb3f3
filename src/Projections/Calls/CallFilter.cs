using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Projections.Calls;

/// <summary>Which calls a list shows; null stands for any.</summary>
/// <param name="Reach">Those of these reps, whom the caller reaches.</param>
/// <param name="ContactId">Those with this contact.</param>
/// <param name="UserId">Those of this rep.</param>
/// <param name="Status">Those that are here in their life.</param>
/// <param name="Direction">Who called whom.</param>
/// <param name="From">Requested at this instant or later.</param>
/// <param name="To">Requested before this instant.</param>
public sealed record CallFilter(
    Guid[]? Reach,
    Guid? ContactId = null,
    Guid? UserId = null,
    CallStatus? Status = null,
    CallDirection? Direction = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null);

/// <summary>A call's place in the log.</summary>
public sealed record CallKey(DateTimeOffset RequestedAt, Guid Id);
