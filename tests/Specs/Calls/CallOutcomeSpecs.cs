using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Specs.Calls;

public sealed class CallOutcomeSpecs
{
    [Theory]
    [InlineData(CallStatus.InProgress, "human", null, null)]
    [InlineData(CallStatus.Completed, null, null, CallOutcome.Connected)]
    [InlineData(CallStatus.Completed, "machine_start", null, CallOutcome.Voicemail)]
    [InlineData(CallStatus.Completed, "machine_start", Disposition.Interested, CallOutcome.Connected)]
    [InlineData(CallStatus.Completed, "human", Disposition.LeftVoicemail, CallOutcome.Voicemail)]
    [InlineData(CallStatus.Completed, null, Disposition.NoAnswer, CallOutcome.NoAnswer)]
    [InlineData(CallStatus.Busy, null, Disposition.Interested, CallOutcome.Busy)]
    [InlineData(CallStatus.NoAnswer, null, null, CallOutcome.NoAnswer)]
    [InlineData(CallStatus.Failed, null, null, CallOutcome.Failed)]
    [InlineData(CallStatus.Canceled, null, null, CallOutcome.Canceled)]
    public void the_rep_knows_better_than_the_carrier_who_was_there(
        CallStatus status, string? answeredBy, Disposition? disposition, CallOutcome? outcome) =>
        CallOutcomes.Of(status, answeredBy, disposition).ShouldBe(outcome);
}
