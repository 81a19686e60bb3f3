using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.Application.Calls;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Calls;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Integration.Contacts;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Calls;

public sealed class CallSpecs(SharedHost host) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private TestUser _rep = null!;
    private string _contact = "";

    public async ValueTask InitializeAsync()
    {
        _rep = await host.Stranger();
        _contact = (await _rep.Send(Post, "/contacts", Api.Grace())).Expect(201).Id;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task a_call_is_requested_and_told_allowed()
    {
        var call = (await _rep.Send(Post, "/calls", new { contactId = _contact })).Expect(201);
        call.Json.GetProperty("status").GetString().ShouldBe("requested");
        call.Json.GetProperty("gate").GetProperty("verdict").GetString().ShouldBe("allowed");
    }

    [Fact]
    public async Task the_gate_tells_why_not_and_tells_it_again()
    {
        var body = new { contactId = _contact, phone = "+4930123456" };
        var blocked = (await _rep.Send(Post, "/calls", body, ("Idempotency-Key", "k"))).Expect(409);
        blocked.Code.ShouldBe("call-blocked");
        ReasonsOf(blocked).ShouldBe(["phone-not-of-contact"]);
        ReasonsOf((await _rep.Send(Post, "/calls", body, ("Idempotency-Key", "k"))).Expect(409)).ShouldBe(["phone-not-of-contact"]);
    }

    [Theory]
    [InlineData("""{ }""", 422)]
    [InlineData("""{ "contactId": "0199a1d0-c1f6-7e2b-9c41-52d6a7f8e310" }""", 404)]
    [InlineData("""{ "contactId": "somebody" }""", 422)]
    public async Task a_call_to_nobody_is_refused(string body, int status) =>
        (await _rep.Send(Post, "/calls", body)).Expect(status);

    [Fact]
    public async Task an_ended_call_shows_in_log_timeline_and_numbers()
    {
        var id = await Placed();
        (await _rep.Send(Put, $"/calls/{id}/disposition", new { disposition = "interested" })).Expect(409);
        await Complete(id, talkSeconds: 42);
        var said = (await _rep.Send(
            Put, $"/calls/{id}/disposition", new { disposition = "interested", note = "Wants pricing" })).Expect(200);
        var seen = $"minPosition={Uri.EscapeDataString(said.Position!)}";

        var call = (await _rep.Send(Get, $"/calls/{id}")).Expect(200);
        (call.Json.GetProperty("status").GetString(), call.Json.GetProperty("talkSeconds").GetInt32()).ShouldBe(("completed", 42));
        (await _rep.Send(Get, $"/calls?contactId={_contact}&status=completed&{seen}")).Expect(200)
            .Items.ShouldHaveSingleItem().GetRawText().ShouldBe(call.Text);
        (await _rep.Send(Get, $"/calls?direction=inbound&{seen}")).Expect(200).Items.ShouldBeEmpty();

        var timeline = (await _rep.Send(Get, $"/contacts/{_contact}/timeline?{seen}")).Expect(200);
        timeline.Items.Select(entry => entry.GetProperty("kind").GetString())
            .ShouldBe(["disposition", "call", "contact"], ignoreOrder: true);
        (await _rep.Send(Get, $"/contacts/{_contact}/timeline?kind=call&{seen}")).Items.ShouldHaveSingleItem();

        var numbers = (await _rep.Send(Get, $"/analytics/calls?by=day,user&{seen}")).Expect(200);
        numbers.Json.GetProperty("totals").GetProperty("connectRate").GetDouble().ShouldBe(1);
        numbers.Items.ShouldHaveSingleItem().GetProperty("userId").GetGuid().ShouldBe(_rep.UserId);
    }

    [Theory]
    [InlineData("to=0001-01-01", 200)]
    [InlineData("to=0001-01-15T00:00:00Z", 200)]
    [InlineData("from=9999-12-31&to=9999-12-31", 200)]
    [InlineData("from=9999-12-31", 400)]
    [InlineData("from=0001-01-01", 400)]
    public async Task numbers_are_told_for_the_first_and_the_last_day_there_is(string span, int status) =>
        (await _rep.Send(Get, $"/analytics/calls?{span}")).Expect(status);

    [Fact]
    public async Task a_call_of_another_company_does_not_exist()
    {
        var id = (await _rep.Send(Post, "/calls", new { contactId = _contact })).Expect(201).Id;
        var stranger = await host.Stranger();
        (await stranger.Send(Get, $"/calls/{id}")).Expect(404);
        (await stranger.Send(Put, $"/calls/{id}/disposition", new { disposition = "interested" })).Expect(404);
    }

    /// <summary>A call that the carrier has taken, so that the dialler of this Host leaves it alone.</summary>
    private async Task<Guid> Placed()
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var session = host.Services.GetRequiredService<IEventStore>().Open(_rep.TenantId.ToString(), new("test"));
        session.Start<Call>(
            id,
            [
                new CallRequested(Guid.Parse(_contact), _rep.UserId, new("+14155550100"), "", CallDirection.Outbound, now),
                new CallPlaced("CA1", now),
            ]);
        await session.Save(TestContext.Current.CancellationToken);
        return id;
    }

    /// <summary>The carrier's last word, as its webhook would bring it.</summary>
    private async Task Complete(Guid callId, int talkSeconds)
    {
        var services = host.Services;
        var commands = new Commands(
            services.GetRequiredService<IEventStore>(), services.GetRequiredService<Answers>(), TimeProvider.System,
            new CommandContext(_rep.TenantId.ToString(), "twilio", RecordScope.All));
        var report = new ReportCallStatus("CA1", CallStatus.Completed, 3, ReportedAt: null, talkSeconds, "human");
        var result = await commands.On<Call>(
            callId, (call, now) => ReportCallStatusHandler.Handle(report, call, now), TestContext.Current.CancellationToken);
        result.Outcome.ShouldBe(CommandOutcome.Done);
    }

    private static IEnumerable<string?> ReasonsOf(Reply blocked) =>
        blocked.Json.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString());
}
