using SalesEngagement.Domain;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Application.Pipeline;

/// <summary>What was decided about one stream, and what it means to others.</summary>
/// <param name="Stream">The stream commanded, as it was read.</param>
/// <param name="Decision">What was decided about it.</param>
/// <param name="Also">Appends to the others, with the versions at which they were read. Asked only when something was decided.</param>
/// <param name="Guarded">The version that <c>If-Match</c> speaks of; null: the commanded stream's.</param>
public sealed record JointPlan<T>(StreamState<T> Stream, Decision Decision, Action<IEventSession> Also, long? Guarded = null)
    where T : class;
