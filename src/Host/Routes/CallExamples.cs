using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Host.Routes;

/// <summary>What the documentation shows for calls.</summary>
internal static class CallExamples
{
    private static readonly DateTimeOffset RequestedAt = new(2026, 1, 5, 9, 8, 0, TimeSpan.Zero);
    private static readonly Guid UserId = Guid.Parse("0199a1d0-c1f6-7e2b-9c41-52d6a7f8e310");

    public static NewCall New { get; } = new(ContactExamples.ContactId, "+14155550100");

    public static RequestedCall Requested { get; } = new(
        ContactExamples.CallId, CallStatus.Requested, ContactExamples.ContactId, UserId, CallDirection.Outbound,
        RequestedAt, new("allowed", []));

    public static CallDispositionBody Disposition { get; } =
        new(Domain.Calls.Disposition.Interested, "Wants pricing", RequestedAt.AddDays(2));

    public static CallView Call { get; } = new(
        ContactExamples.CallId, ContactExamples.ContactId, UserId, CallDirection.Outbound, CallStatus.Completed,
        CallOutcome.Connected, RequestedAt, RequestedAt.AddSeconds(9), RequestedAt.AddSeconds(209), TalkSeconds: 200,
        "human", [new(Guid.Parse("0199a1d4-5d5e-7f60-8182-838485868788"), 200, RecordingState.Completed)],
        Domain.Calls.Disposition.Interested, "Wants pricing", RequestedAt.AddDays(2));
}
