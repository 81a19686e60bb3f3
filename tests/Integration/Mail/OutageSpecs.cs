using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Mail;

/// <summary>A mail that was promised is sent, whatever happens to servers and nodes.</summary>
public sealed class OutageSpecs
{
    private static readonly IReadOnlyDictionary<string, string> Idle = new Dictionary<string, string> { ["Daemon:RunShards"] = "false" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_mail_waits_for_a_server_that_is_away_as_long_as_it_is_told_to()
    {
        await using var rig = await MailRig.Start(new MailServer());
        var (admin, email) = (await rig.Host.Register(), MailRig.NewEmail());
        await MailRig.Invite(admin, email);
        await rig.Failed(times: 1);
        rig.Time.Advance(TimeSpan.FromSeconds(61));
        await rig.Failed(times: 2);

        rig.Server.Start();
        rig.Time.Advance(TimeSpan.FromMinutes(9));
        var other = MailRig.NewEmail();
        await MailRig.Invite(await rig.Host.Again(admin), other);
        await rig.Server.To(other);
        rig.Server.Taken.Count.ShouldBe(1, "the first one's time has not come yet");
        rig.Time.Advance(TimeSpan.FromMinutes(2));

        await rig.Server.To(email);
        await rig.Quiet();
        rig.Server.Taken.Count.ShouldBe(2);
    }

    [Fact]
    public async Task a_mail_that_keeps_failing_is_parked_without_a_word_about_the_person_and_sent_when_it_is_let_go()
    {
        await using var rig = await MailRig.Start(new MailServer());
        var (admin, email) = (await rig.Host.Register(), MailRig.NewEmail());
        await MailRig.Invite(admin, email);
        foreach (var (times, wait) in new[] { (1, 61), (2, 601) })
        {
            await rig.Failed(times);
            rig.Time.Advance(TimeSpan.FromSeconds(wait));
        }

        await Eventually.True(async () => (await rig.Messages.Status(Ct)).Parked == 1);
        var parked = (await rig.Messages.Parked(Ct)).Single();
        (parked.Name, parked.Attempts).ShouldBe(("send_account_link", 3));
        parked.Fault.ShouldNotContain(email);

        rig.Server.Start();
        await rig.Messages.Unpark(parked.TenantId, parked.Id, Ct);
        await rig.Server.To(email);
    }

    [Fact]
    public async Task a_mail_whose_link_has_expired_meanwhile_is_not_sent()
    {
        await using var rig = await MailRig.Start(new MailServer());
        await MailRig.Invite(await rig.Host.Register(), MailRig.NewEmail());
        await rig.Failed(times: 1);

        rig.Server.Start();
        rig.Time.Advance(TimeSpan.FromDays(7));

        await rig.Quiet();
        rig.Server.Asked.ShouldBeEmpty();
        (await rig.Messages.Parked(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task a_server_that_says_nothing_is_not_waited_for_longer_than_it_may_take()
    {
        await using var silent = new MailServer();
        using var listener = new TcpListener(IPAddress.Loopback, silent.Port);
        listener.Start();
        await using var rig = await MailRig.Start(silent);
        await MailRig.Invite(await rig.Host.Register(), MailRig.NewEmail());
        using var taken = await listener.AcceptTcpClientAsync(Ct);
        (await MailRig.Scalar<int>(rig.Host.Database, "select max(attempts) from engagement.scheduled_messages")).ShouldBe(0);

        rig.Time.Advance(TimeSpan.FromSeconds(20));

        await rig.Failed(times: 1);
    }

    [Fact]
    public async Task a_node_that_ends_between_commit_and_sending_leaves_the_mail_to_the_next()
    {
        await using var server = new MailServer().Start();
        await using var first = await TestHost.Start(server.Settings.Concat(Idle).ToDictionary());
        var email = MailRig.NewEmail();
        await MailRig.Invite(await first.Register(), email);
        server.Taken.ShouldBeEmpty();

        await using var next = first.Twin(server.Settings);
        next.CreateClient().ShouldNotBeNull();
        var token = await server.TokenTo(email);
        await next.CreateClient().Get($"/api/v1/auth/invitations/{token}").ShouldBe(200);
    }

    [Fact(Timeout = 180_000)]
    public async Task a_node_that_is_killed_while_the_server_takes_the_mail_leaves_it_to_the_next()
    {
        await using var server = new MailServer();
        await using var onlooker = await TestHost.Start(Idle);
        var reached = new TaskCompletionSource();
        server.Before = async ct =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        };
        server.Start();
        var email = MailRig.NewEmail();
        await using (var killed = await HostProcess.Serve(Settings(onlooker.Database, server)))
        {
            using var client = new HttpClient { BaseAddress = killed.Address };
            var admin = await onlooker.Register();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", admin.Token);
            await client.Post("/api/v1/invitations", MailRig.Invitation(email)).ShouldBe(201);
            await reached.Task.WaitAsync(Ct);
            await killed.Kill();
        }

        await server.Stop();
        server.Before = _ => Task.CompletedTask;
        server.Taken.ShouldBeEmpty();
        server.Start();
        await using var next = onlooker.Twin(server.Settings);
        next.CreateClient().ShouldNotBeNull();

        var token = await server.TokenTo(email);
        await next.CreateClient().Get($"/api/v1/auth/invitations/{token}").ShouldBe(200);
        server.Taken.Count.ShouldBe(1);
    }

    private static Dictionary<string, string> Settings(TestDatabase database, MailServer server)
    {
        var settings = server.Settings.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value);
        settings["DOTNET_ENVIRONMENT"] = "Development";
        settings["ConnectionStrings__Main"] = database.Main;
        settings["ConnectionStrings__Daemon"] = database.Daemon;
        settings["ConnectionStrings__Keys"] = database.Keys;
        settings["Privacy__MasterKeys"] = TestHost.MasterKey;
        settings["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        return settings;
    }
}
