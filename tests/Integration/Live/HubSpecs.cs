using Microsoft.AspNetCore.SignalR;
using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Integration.Live;

public sealed class HubSpecs(HubFixture fixture) : IClassFixture<HubFixture>
{
    private readonly TestHost _host = fixture.Host;

    [Theory]
    [InlineData(null)]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task Without_a_good_token_nobody_connects(string? token)
    {
        var refusal = await Should.ThrowAsync<Exception>(() => LiveClient.Connect(_host, token));

        refusal.ToString().ShouldContain("401");
    }

    [Fact]
    public async Task Statuses_arrive_in_the_order_of_life_and_once_whatever_the_carrier_repeats()
    {
        var rep = fixture.Ours;
        await using var live = await LiveClient.Connect(_host, rep.Token, "calls", $"user:{rep.UserId}:calls");

        var call = await _host.PlaceCall(rep);
        await _host.Report(
            rep, call,
            (CallStatus.Ringing, 1), (CallStatus.Ringing, 1), (CallStatus.InProgress, 2), (CallStatus.Queued, 0),
            (CallStatus.Ringing, 1), (CallStatus.Completed, 3), (CallStatus.InProgress, 2));

        var own = $"user:{rep.UserId}:calls";
        var seen = await live.UpTo(n => n.Channel == own && n.IsAbout(call) && n.Text("status") == "completed");
        foreach (var channel in new[] { "calls", own })
        {
            seen.Where(n => n.Channel == channel && n.IsAbout(call)).Select(n => n.Text("status"))
                .ShouldBe(["requested", "queued", "ringing", "in-progress", "completed"]);
        }

        seen[^1].Data.GetProperty("talkSeconds").GetInt32().ShouldBe(42);
        seen.ShouldAllBe(n => n.Type == "call-status" && n.Cursor.Length > 20);
    }

    [Fact]
    public async Task A_contact_that_is_added_and_changed_is_told_without_a_word_about_the_person()
    {
        await using var live = await LiveClient.Connect(_host, fixture.Ours.Token, "contacts", "activities");

        var contact = await fixture.Ours.AddContact();
        using var deleted = await fixture.Ours.Client.DeleteAsync(
            new Uri($"/api/v1/contacts/{contact}", UriKind.Relative), TestContext.Current.CancellationToken);
        deleted.EnsureSuccessStatusCode();

        var logged = 0;
        var seen = await live.UpTo(n => n.IsAbout(contact) && n.Type == "activity-logged" && ++logged == 2);
        seen.Where(n => n.IsAbout(contact)).Select(n => n.Type)
            .ShouldBe(["contact-added", "activity-logged", "contact-changed", "activity-logged"]);
        seen.ShouldAllBe(n => !n.Data.GetRawText().Contains("grace", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task After_unsubscribing_a_channel_is_silent()
    {
        await using var live = await LiveClient.Connect(_host, fixture.Ours.Token, "contacts", "activities");
        await live.Unsubscribe("contacts");

        var contact = await fixture.Ours.AddContact();

        var seen = await live.UpTo(n => n.Channel == "activities" && n.IsAbout(contact));
        seen.ShouldNotContain(n => n.Channel == "contacts" && n.IsAbout(contact));
    }

    [Fact]
    public async Task A_channel_one_may_not_read_is_refused_with_the_reason()
    {
        await using var live = await LiveClient.Connect(_host, fixture.Rep.Token);
        var foreign = await fixture.Theirs.AddContact();

        await Refused(live, "everything", "unknown-channel");
        await Refused(live, $"contact:{foreign}:calls", "not-found");
        await Refused(live, $"contact:{Guid.CreateVersion7()}:updates", "not-found");
        await Refused(live, $"user:{fixture.Ours.UserId}:calls", "not-found");
        await live.Subscribe($"user:{fixture.Rep.UserId}:calls");
    }

    [Fact]
    public async Task Who_leads_watches_the_users_of_the_own_company_only()
    {
        await using var live = await LiveClient.Connect(_host, fixture.Ours.Token);

        await live.Subscribe($"user:{fixture.Rep.UserId}:activities");
        await Refused(live, $"user:{fixture.Theirs.UserId}:activities", "not-found");
    }

    private static async Task Refused(LiveClient live, string channel, string code) =>
        (await Should.ThrowAsync<HubException>(() => live.Subscribe(channel))).Message.ShouldContain(code);
}
