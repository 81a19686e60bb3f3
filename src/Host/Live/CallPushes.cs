using SalesEngagement.Domain.Calls;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.Host.Live;

/// <summary>What an event of a call means to those who watch. Pure.</summary>
internal static class CallPushes
{
    /// <param name="event">An event of a call's stream.</param>
    /// <param name="before">The call without the event; null before the first.</param>
    /// <param name="after">The call with it.</param>
    public static IEnumerable<Push> Of(Event @event, Call? before, Call after)
    {
        // Late and repeated reports leave the folded status alone: then there is nothing to tell.
        if (before?.Status != after.Status)
        {
            yield return new(
                "call-status",
                new CallStatusChanged(
                    @event.StreamId, after.ContactId, after.UserId, after.Direction, after.Status, after.TalkSeconds),
                [
                    Channel.Calls,
                    Channel.OfContact(after.ContactId, "calls"),
                    Channel.OfUser(after.UserId, "calls"),
                ]);
        }

        if (KindOf(@event.Body) is { } kind)
        {
            yield return new(
                "activity-logged",
                new ActivityLogged(kind, after.ContactId, after.UserId, @event.StreamId),
                [
                    Channel.Activities,
                    Channel.OfContact(after.ContactId, "activities"),
                    Channel.OfUser(after.UserId, "activities"),
                ]);
        }
    }

    /// <summary>The kind of timeline item that the fact becomes; null when it becomes none.</summary>
    private static string? KindOf(object fact) => fact switch
    {
        CallEnded => "call",
        CallRecorded { State: RecordingState.Completed } => "recording",
        CallDispositioned => "disposition",
        _ => null,
    };
}

/// <summary>The data of <c>call-status</c>. <c>TalkSeconds</c> is absent while the call is open.</summary>
internal sealed record CallStatusChanged(
    Guid CallId, Guid ContactId, Guid UserId, CallDirection Direction, CallStatus Status, int? TalkSeconds);

/// <summary>The data of <c>activity-logged</c>: what appeared on the timeline.</summary>
internal sealed record ActivityLogged(string Kind, Guid ContactId, Guid? UserId, Guid? CallId);
