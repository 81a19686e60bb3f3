using SalesEngagement.Domain;
using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Application.Calls;

/// <summary>The carrier refused the call for good, or could not be asked within the budget.</summary>
/// <param name="CarrierCode">The carrier's error code, when it gave one.</param>
/// <param name="Kind">Who has to act.</param>
public sealed record RecordCallNotPlaced(int? CarrierCode, CallFailureKind Kind);

public static class RecordCallNotPlacedHandler
{
    public static Decision Handle(RecordCallNotPlaced command, Call call, DateTimeOffset now) =>
        call is { CallSid: null, IsOver: false }
            ? [new CallNotPlaced(command.CarrierCode, command.Kind, now), EndedBy(call, now)]
            : [];

    private static CallEnded EndedBy(Call call, DateTimeOffset now) => new(
        call.ContactId, call.UserId, call.Direction, CallStatus.Failed, call.RequestedAt, now, TalkSeconds: 0);
}
