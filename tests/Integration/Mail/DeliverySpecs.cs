using MimeKit;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Mail;

/// <summary>What people are sent, and who is not.</summary>
public sealed class DeliverySpecs : IAsyncLifetime
{
    private MailRig _rig = null!;
    private TestUser _admin = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _rig = await MailRig.Start();
        _admin = await _rig.Host.Register();
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task an_invited_person_is_sent_a_plain_mail_with_a_link_that_lets_them_in()
    {
        var email = MailRig.NewEmail();
        var id = await MailRig.Invite(_admin, email);

        var mail = await _rig.Server.To(email);
        mail.From.Mailboxes.Single().ToString().ShouldBe("\"Sales Engagement\" <no-reply@sales.example>");
        mail.Subject.ShouldBe("Firm 1 invites you to Sales Engagement");
        mail.Body.ShouldBeOfType<TextPart>().ContentType.MimeType.ShouldBe("text/plain");
        mail.MessageId.ShouldEndWith("@sales.example");
        mail.Headers[HeaderId.AutoSubmitted].ShouldBe("auto-generated");
        mail.TextBody!.Split("://").Length.ShouldBe(2, "one link and nothing to load");

        var token = MailServer.TokenIn(mail);
        var joined = await _rig.Host.CreateClient()
            .Post($"/api/v1/auth/invitations/{token}", new { name = "Alan Turing", password = TestHost.Password }).ShouldBe(201).Json();
        joined.GetProperty("userId").GetGuid().ShouldBe(id);
        await _rig.Quiet();
        _rig.Server.Taken.Count.ShouldBe(1);
    }

    [Fact]
    public async Task a_company_cannot_write_mails_by_its_name()
    {
        var (email, client) = (MailRig.NewEmail(), _rig.Host.CreateClient());
        var name = $"Acme\r\nBcc: other@people.example\r\n\r\n{new string('x', 150)}";
        var admin = MailRig.NewEmail();
        await client.Post("/api/v1/auth/register", new { companyName = name, name = "Eve", email = admin, password = TestHost.Password })
            .ShouldBe(201);
        var token = (await client.Post("/api/v1/auth/login", new { email = admin, password = TestHost.Password }).ShouldBe(200).Json())
            .Text("accessToken");
        await client.Post("/api/v1/invitations", MailRig.Invitation(email), token).ShouldBe(201);

        var mail = await _rig.Server.To(email);
        mail.Headers.Contains(HeaderId.Bcc).ShouldBeFalse();
        mail.Subject.ShouldStartWith("Acme  Bcc: other@people.example");
        mail.Subject.Length.ShouldBeLessThan(150);
        mail.TextBody!.ShouldNotContain("\nBcc:");
        _rig.Server.Asked.ShouldBe([email]);
    }

    [Fact]
    public async Task a_mail_that_is_of_no_use_any_more_is_not_sent()
    {
        await _rig.Server.Stop();
        var (withdrawn, renewed, handed, kept) = (MailRig.NewEmail(), MailRig.NewEmail(), MailRig.NewEmail(), MailRig.NewEmail());
        var first = await MailRig.Invite(_admin, withdrawn);
        var second = await MailRig.Invite(_admin, renewed);
        var third = await MailRig.Invite(_admin, handed);
        await MailRig.Invite(_admin, kept);
        await _rig.Failed(times: 1);
        await _admin.Client.Send(HttpMethod.Delete, $"/api/v1/invitations/{first}").ShouldBe(204);
        await _admin.Client.Post($"/api/v1/invitations/{second}/renew", body: null).ShouldBe(200);
        await _admin.Client.Post($"/api/v1/invitations/{third}/link", body: null).ShouldBe(200);
        await _rig.Failed(times: 1);

        _rig.Server.Start();
        _rig.Time.Advance(TimeSpan.FromMinutes(1));

        await _rig.Quiet();
        _rig.Server.Taken.Select(mail => mail.To.Mailboxes.Single().Address).ShouldBe([renewed, kept], ignoreOrder: true);
        var token = await _rig.Server.TokenTo(renewed);
        await _rig.Host.CreateClient().Get($"/api/v1/auth/invitations/{token}").ShouldBe(200);
    }

    [Fact]
    public async Task an_address_that_the_server_knows_nobody_has_is_tried_once_and_given_up()
    {
        await MailRig.Invite(_admin, MailServer.Unknown);
        await Eventually.True(() => _rig.Server.Asked.Contains(MailServer.Unknown));
        await _rig.Quiet();

        (await _rig.Messages.Parked(Ct)).ShouldBeEmpty();
        _rig.Server.Asked.ShouldBe([MailServer.Unknown]);
        _rig.Server.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task the_message_that_waits_for_the_server_names_neither_person_nor_token()
    {
        await _rig.Server.Stop();
        var email = MailRig.NewEmail();
        await MailRig.Invite(_admin, email);
        await _rig.Failed(times: 1);
        var stored = await _rig.Scalar<string>("select string_agg(m::text, ' ') from engagement.scheduled_messages m");

        _rig.Server.Start();
        _rig.Time.Advance(TimeSpan.FromMinutes(1));
        var token = await _rig.Server.TokenTo(email);
        stored.ShouldContain("LinkId");
        stored.ShouldNotContain(email);
        stored.ShouldNotContain(token);
        stored.ShouldNotContain(token[44..]);
        (await _rig.Scalar<string>("select string_agg(l::text, ' ') from engagement.account_links l")).ShouldNotContain(token[44..]);
    }
}
