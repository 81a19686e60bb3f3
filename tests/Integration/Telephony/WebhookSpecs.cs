using System.Net;
using System.Text;
using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Integration.Telephony;

/// <summary>Webhooks as somebody else than the double would send them. The calls here are placed already.</summary>
public sealed class WebhookSpecs(TelephonyRig rig) : IClassFixture<TelephonyRig>
{
    private const string Sid = "CA0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task a_signed_report_is_recorded_once()
    {
        var (tenant, call) = await PlacedCall();
        var form = Report(CallStatus.Ringing);

        (await Post(tenant, $"voice/status/{call}", form)).ShouldBe(HttpStatusCode.NoContent);
        (await Post(tenant, $"voice/status/{call}", form)).ShouldBe(HttpStatusCode.NoContent);

        (await rig.Facts(tenant, call)).OfType<CallStatusReported>().Count().ShouldBe(1);
        (await rig.Call(tenant, call)).Status.ShouldBe(CallStatus.Ringing);
    }

    [Theory]
    [InlineData("another token")]
    [InlineData("")]
    [InlineData(null)]
    public async Task without_the_account_s_signature_nothing_is_recorded(string? token)
    {
        var (tenant, call) = await PlacedCall();
        var before = await rig.Facts(tenant, call);

        (await Post(tenant, $"voice/status/{call}", Report(CallStatus.Completed), token)).ShouldBe(HttpStatusCode.Forbidden);

        (await rig.Facts(tenant, call)).Count.ShouldBe(before.Count);
    }

    [Fact]
    public async Task another_tenant_s_token_opens_nothing_here()
    {
        var (tenant, call) = await PlacedCall();
        var other = await rig.Tenant();
        await OwnAccount(other, "AC11111111111111111111111111111111", "their-token");

        (await Post(tenant, $"voice/status/{call}", Report(CallStatus.Completed), "their-token")).ShouldBe(HttpStatusCode.Forbidden);
        (await Post(other, $"voice/status/{call}", Report(CallStatus.Completed), TelephonyRig.Token)).ShouldBe(HttpStatusCode.Forbidden);

        // Rightly signed for their own account, they still do not reach this call.
        var theirs = Report(CallStatus.Completed);
        (await Post(other, $"voice/status/{call}", theirs, "their-token")).ShouldBe(HttpStatusCode.Forbidden);
        theirs["AccountSid"] = "AC11111111111111111111111111111111";
        (await Post(other, $"voice/status/{call}", theirs, "their-token")).ShouldBe(HttpStatusCode.NotFound);
        (await rig.Call(tenant, call)).IsOver.ShouldBeFalse();
    }

    [Fact]
    public async Task the_token_before_is_good_while_it_is_being_changed()
    {
        var (tenant, call) = await PlacedCall();
        await OwnAccount(tenant, "AC22222222222222222222222222222222", "first");
        await OwnAccount(tenant, "AC22222222222222222222222222222222", "second");
        var form = Report(CallStatus.Ringing);
        form["AccountSid"] = "AC22222222222222222222222222222222";

        (await Post(tenant, $"voice/status/{call}", form, "first")).ShouldBe(HttpStatusCode.NoContent);
        (await Post(tenant, $"voice/status/{call}", form, "second")).ShouldBe(HttpStatusCode.NoContent);
        (await Post(tenant, $"voice/status/{call}", form)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task an_answered_call_is_connected_to_its_rep_whatever_the_form_says()
    {
        var (tenant, call) = await PlacedCall();
        var form = Report(CallStatus.InProgress);
        form["To"] = "+19995550199<Dial>";

        var (status, body) = await Send(tenant, $"voice/answer/{call}", form, TelephonyRig.Token);

        status.ShouldBe(HttpStatusCode.OK);
        body.ShouldContain($"<Client>t{tenant.Replace("-", "")}_u{(await rig.Call(tenant, call)).UserId:N}</Client>");
        body.ShouldNotContain("9995550199");
    }

    [Fact]
    public async Task a_call_from_outside_hears_that_nobody_is_there()
    {
        var tenant = await rig.Tenant();
        var (status, body) = await Send(tenant, "voice/inbound", Report(CallStatus.Ringing), TelephonyRig.Token);
        status.ShouldBe(HttpStatusCode.OK);
        body.ShouldStartWith("<Response><Say>");
    }

    [Fact]
    public async Task an_unknown_call_and_an_unknown_tenant_are_not_found_out()
    {
        var tenant = await rig.Tenant();
        (await Post(tenant, $"voice/status/{Guid.CreateVersion7()}", Report(CallStatus.Ringing))).ShouldBe(HttpStatusCode.NotFound);
        (await Raw("/webhooks/twilio/nobody/voice/inbound", "a=b")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("CallStatus", "exploded")]
    [InlineData("CallStatus", "")]
    [InlineData("CallSid", "CA1")]
    [InlineData("CallSid", "CA0123456789abcdef0123456789abcde\n")]
    public async Task what_is_no_report_changes_nothing(string field, string value)
    {
        var (tenant, call) = await PlacedCall();
        var form = Report(CallStatus.Ringing);
        form[field] = value;

        (await Post(tenant, $"voice/status/{call}", form)).ShouldBe(HttpStatusCode.BadRequest);

        (await rig.Facts(tenant, call)).OfType<CallStatusReported>().ShouldBeEmpty();
    }

    [Fact]
    public async Task nul_and_floods_are_refused_at_the_door()
    {
        var (tenant, call) = await PlacedCall();
        var path = $"/webhooks/twilio/{await KeyOf(tenant)}/voice/status/{call}";

        (await Raw(path, "CallStatus=ringing&x=%00")).ShouldBe(HttpStatusCode.BadRequest);
        (await Raw(path, new string('a', 2 * 1024 * 1024))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await rig.Facts(tenant, call)).OfType<CallStatusReported>().ShouldBeEmpty();
    }

    private static Dictionary<string, string> Report(CallStatus status) => new()
    {
        ["AccountSid"] = TelephonyRig.Account,
        ["CallSid"] = Sid,
        ["CallStatus"] = status switch { CallStatus.Ringing => "ringing", CallStatus.InProgress => "in-progress", _ => "completed" },
        ["SequenceNumber"] = "1",
        ["Timestamp"] = "Mon, 05 Jan 2026 09:00:00 +0000",
        ["ToState"] = "",
    };

    /// <summary>A call dialled long ago that nobody will dial or reconcile during the test.</summary>
    private async Task<(string Tenant, Guid Call)> PlacedCall()
    {
        var tenant = await rig.Tenant();
        var now = TimeProvider.System.GetUtcNow();
        return (tenant, await rig.Request(tenant, "+14155550100", new CallDialing(1, now), new CallPlaced(Sid, now)));
    }

    private async Task OwnAccount(string tenant, string sid, string token)
    {
        var session = rig.Store.Open(tenant, new("test"));
        rig.Accounts.Change(session, sid, token, "+14155550001");
        await session.Save(TestContext.Current.CancellationToken);
    }

    private async Task<string> KeyOf(string tenant) => (await rig.Accounts.Of(tenant, TestContext.Current.CancellationToken))!.TenantKey;

    private async Task<HttpStatusCode> Post(string tenant, string what, Dictionary<string, string> form, string? token = TelephonyRig.Token) =>
        (await Send(tenant, what, form, token)).Status;

    private async Task<(HttpStatusCode Status, string Body)> Send(string tenant, string what, Dictionary<string, string> form, string? token)
    {
        var url = new Uri(rig.Host.BaseAddress!, $"/webhooks/twilio/{await KeyOf(tenant)}/{what}");
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) };
        if (token is not null)
            request.Headers.TryAddWithoutValidation("X-Twilio-Signature", token.Length == 0 ? "" : SignatureSpecs.Sign(url.AbsoluteUri, form, token));
        using var response = await rig.Host.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<HttpStatusCode> Raw(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await rig.Host.PostAsync(path, content, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
