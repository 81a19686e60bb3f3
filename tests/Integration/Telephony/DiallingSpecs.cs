using System.Net.Http.Json;
using SalesEngagement.Domain.Calls;
using SalesEngagement.TwilioDouble.Control;

namespace SalesEngagement.Integration.Telephony;

/// <summary>Calls from the rep's click to their end, with a carrier that behaves, and with one that does not.</summary>
public sealed class DiallingSpecs(TelephonyRig rig) : IClassFixture<TelephonyRig>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => new(rig.SetChaos(new ChaosSettings()));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task a_call_rings_is_answered_and_ends_with_a_recording()
    {
        var (tenant, id) = await Click("+14155550101");

        var call = await rig.Ended(tenant, id);
        await Eventually.True(async () => (await rig.Call(tenant, id)).Recordings is [{ State: RecordingState.Completed, Seconds: 3, Channels: 2 }]);
        await Eventually.True(async () => (await Numbers(tenant, id)).SetEquals([0, 1, 2, 3]));

        call.Status.ShouldBe(CallStatus.Completed);
        call.TalkSeconds.ShouldBe(3);
        (await rig.Facts(tenant, id)).Take(2).Select(fact => fact.GetType()).ShouldBe([typeof(CallRequested), typeof(CallDialing)]);
        (await Callbacks(call.CallSid!)).ShouldAllBe(callback => callback.Answered == 204 || callback.Kind == "twiml");
    }

    [Theory]
    [InlineData("+14155550191", CallStatus.Busy)]
    [InlineData("+14155550192", CallStatus.NoAnswer)]
    [InlineData("+14155550194", CallStatus.Failed)]
    public async Task nobody_is_reached(string to, CallStatus expected)
    {
        var (tenant, id) = await Click(to);
        var call = await rig.Ended(tenant, id);
        (call.Status, call.TalkSeconds, call.AnsweredAt).ShouldBe((expected, 0, null));
    }

    [Theory]
    [InlineData("+14155550190", 21216, CallFailureKind.Policy)]
    [InlineData("+14155550195", 21211, CallFailureKind.Contact)]
    public async Task a_refused_call_fails_with_the_reason(string to, int code, CallFailureKind kind)
    {
        var (tenant, id) = await Click(to);
        var call = await rig.Ended(tenant, id);
        (call.Status, call.NotPlaced!.CarrierCode, call.NotPlaced.Kind).ShouldBe((CallStatus.Failed, code, kind));
        (await rig.CallsAtCarrier(to)).ShouldBe(0);
    }

    [Fact]
    public async Task repeated_and_reversed_callbacks_tell_the_same()
    {
        await rig.SetChaos(new ChaosSettings { Duplicates = 2, Reorder = true });
        var (tenant, id) = await Click("+14155550102");

        await Eventually.True(async () => (await Numbers(tenant, id)).SetEquals([0, 1, 2, 3]));
        var call = await rig.Ended(tenant, id);
        var facts = await rig.Facts(tenant, id);

        (call.Status, call.TalkSeconds).ShouldBe((CallStatus.Completed, 3));
        call.AnsweredAt.ShouldNotBeNull();
        facts.OfType<CallEnded>().Count().ShouldBe(1);
        facts.OfType<CallStatusReported>().Count(report => report.SequenceNumber is not null).ShouldBe(4);
    }

    [Fact]
    public async Task a_call_whose_callbacks_are_all_lost_is_completed_by_asking()
    {
        await rig.SetChaos(new ChaosSettings { Lose = ["status"] });
        var (tenant, id) = await Click("+14155550103");

        var call = await rig.Ended(tenant, id);

        (call.Status, call.TalkSeconds).ShouldBe((CallStatus.Completed, 3));
        call.AnsweredAt.ShouldNotBeNull();
        (await Numbers(tenant, id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task a_create_whose_reply_is_lost_dials_once()
    {
        await rig.SetChaos(new ChaosSettings { HoldReplies = 1, Lose = ["status"] });
        var (tenant, id) = await Click("+14155550104");

        var call = await rig.Ended(tenant, id);

        call.Status.ShouldBe(CallStatus.Completed);
        (await rig.Facts(tenant, id)).OfType<CallDialing>().Count().ShouldBe(1);
        (await rig.CallsAtCarrier("+14155550104")).ShouldBe(1);
    }

    [Fact]
    public async Task a_create_that_left_no_call_is_made_again()
    {
        await rig.SetChaos(new ChaosSettings { RefuseCreates = 1, RefuseCreatesWith = 503 });
        var (tenant, id) = await Click("+14155550105");

        (await rig.Ended(tenant, id)).Status.ShouldBe(CallStatus.Completed);
        (await rig.Facts(tenant, id)).OfType<CallDialing>().Select(dialing => dialing.Attempt).ShouldBe([1, 2]);
        (await rig.CallsAtCarrier("+14155550105")).ShouldBe(1);
    }

    [Fact]
    public async Task a_process_that_died_after_its_intent_is_followed_by_one_that_dials()
    {
        var tenant = await rig.Tenant();
        var longAgo = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var id = await rig.Request(tenant, "+14155550106", new CallDialing(1, longAgo));

        (await rig.Ended(tenant, id)).Status.ShouldBe(CallStatus.Completed);
        (await rig.CallsAtCarrier("+14155550106")).ShouldBe(1);
    }

    [Fact]
    public async Task a_carrier_that_is_never_well_is_given_up()
    {
        await rig.SetChaos(new ChaosSettings { RefuseCreates = 100, RefuseCreatesWith = 503 });
        var (tenant, id) = await Click("+14155550107");

        var call = await rig.Ended(tenant, id);

        (call.Status, call.NotPlaced?.Kind, call.DialAttempts).ShouldBe((CallStatus.Failed, CallFailureKind.Transient, 3));
        (await rig.CallsAtCarrier("+14155550107")).ShouldBe(0);
    }

    [Fact]
    public async Task a_double_that_died_goes_on_with_its_calls()
    {
        var (tenant, id) = await Click("+14155550196");
        await Eventually.True(async () => (await rig.Call(tenant, id)).Status == CallStatus.InProgress);

        await rig.RestartCarrier();

        var call = await rig.Ended(tenant, id);
        (call.Status, call.TalkSeconds).ShouldBe((CallStatus.Completed, 30));
        (await rig.CallsAtCarrier("+14155550196")).ShouldBe(1);
    }

    private async Task<(string Tenant, Guid Id)> Click(string to)
    {
        var tenant = await rig.Tenant();
        return (tenant, await rig.Request(tenant, to));
    }

    /// <summary>The sequence numbers of the webhooks that were recorded.</summary>
    private async Task<HashSet<int>> Numbers(string tenant, Guid id) =>
        [.. (await rig.Facts(tenant, id)).OfType<CallStatusReported>().Select(report => report.SequenceNumber).OfType<int>()];

    private async Task<List<Sent>> Callbacks(string sid) => (await rig.Carrier.GetFromJsonAsync<List<Sent>>(
        $"/double/callbacks?callSid={sid}", TestContext.Current.CancellationToken))!;

    private sealed record Sent(string Kind, int? Answered);
}
