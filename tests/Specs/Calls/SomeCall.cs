using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Specs.Calls;

/// <summary>Facts of a call that the dialling and reporting specs share.</summary>
internal static class SomeCall
{
    public static readonly CallRequested Requested = new(
        Some.Id(), Some.Id(), new PhoneNumber("+14155550100"), "+14155550000", CallDirection.Outbound, Now);

    public static CallStatusReported Reported(CallStatus status, int? sequence, int? seconds = null) =>
        new("CA1", status, sequence, Now.AddSeconds(sequence ?? 0), seconds, AnsweredBy: null);

    public static CallEnded Ended(CallStatus status, int talkSeconds, DateTimeOffset? at = null) => new(
        Requested.ContactId, Requested.UserId, CallDirection.Outbound, status, Requested.RequestedAt, at ?? Now, talkSeconds);
}
