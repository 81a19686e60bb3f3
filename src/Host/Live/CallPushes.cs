using SalesEngagement.Domain.Calls;
using SalesEngagement.EventStore.Events;
using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Host.Live;

/// <summary>What an event of a call means to those who watch. Pure.</summary>
internal static class CallPushes
{
    /// <param name="event">An event of a call's stream.</param>
    /// <param name="before">The call without the event; null before the first.</param>
    /// <param name="after">The call with it.</param>
    /// <param name="teamId">The team of the call's user; null when in none.</param>
    public static IEnumerable<Push> Of(Event @event, Call? before, Call after, Guid? teamId)
    {
        // Late and repeated reports leave the folded status alone: then there is nothing to tell.
        if (before?.Status != after.Status)
        {
            yield return new(
                "call-status",
                new CallStatusChanged(
                    @event.StreamId, after.ContactId, after.UserId, after.Direction, after.Status, after.TalkSeconds),
                [after.UserId],
                [
                    Channel.Calls,
                    Channel.OfContact(after.ContactId, "calls"),
                    Channel.OfUser(after.UserId, "calls"),
                    .. teamId is { } team ? [Channel.OfTeam(team)] : Array.Empty<Channel>(),
                ]);
        }

        if (KindOf(@event.Body) is { } kind)
            yield return new ActivityLogged(kind, after.ContactId, after.UserId, @event.StreamId).To(after.UserId);
    }

    /// <summary>What the fact becomes on the timeline; null when it does not appear there.</summary>
    private static TimelineKind? KindOf(object fact) => fact switch
    {
        CallEnded => TimelineKind.Call,
        CallRecorded { State: not RecordingState.InProgress } => TimelineKind.Recording,
        CallDispositioned => TimelineKind.Disposition,
        _ => null,
    };
}

/// <summary>The data of <c>call-status</c>. <c>TalkSeconds</c> is absent while the call is open.</summary>
internal sealed record CallStatusChanged(
    Guid CallId, Guid ContactId, Guid UserId, CallDirection Direction, CallStatus Status, int? TalkSeconds);
