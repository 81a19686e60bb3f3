using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Mail;
using SalesEngagement.Integration.Scheduling;

namespace SalesEngagement.Integration.Access;

/// <summary>Links are good once on all nodes together, for as long as they say, and end with their person.</summary>
public sealed class LinkLifeSpecs : IAsyncLifetime
{
    private const string NobodyIsRefused = """
        create or replace function engagement.refuse(code text) returns void language sql as ''
        """;

    private readonly TravellingTime _time = new();
    private MailServer _mails = null!;
    private TestHost _host = null!;
    private TestHost _twin = null!;
    private TestUser _admin = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _mails = new MailServer().Start();
        _host = await TestHost.Start(_mails.Settings, services => services.AddSingleton<TimeProvider>(_time));
        _twin = _host.Twin(_mails.Settings, services => services.AddSingleton<TimeProvider>(_time));
        _admin = await _host.Register();
    }

    public async ValueTask DisposeAsync()
    {
        await _twin.DisposeAsync();
        await _host.DisposeAsync();
        await _mails.DisposeAsync();
    }

    [Fact]
    public async Task of_fifty_who_accept_one_invitation_on_two_nodes_one_joins()
    {
        var (id, token) = await Invited();
        var answers = await OnBothNodes(50, (client, n) =>
            client.Post($"/api/v1/auth/invitations/{token}", new { name = $"Number {n}", password = TestHost.Password }));
        Statuses(answers).ShouldBe([(201, 1), (404, 49)]);
        (await Facts(id, "user_joined")).ShouldBe(1);
    }

    [Fact]
    public async Task of_fifty_who_use_one_link_for_a_password_on_two_nodes_one_has_it_changed()
    {
        var (user, token) = await Forgotten();
        var answers = await OnBothNodes(50, (client, n) => client.Post($"/api/v1/auth/password-resets/{token}", new { password = PasswordOf(n) }));
        Statuses(answers).ShouldBe([(204, 1), (404, 49)]);
        (await Facts(user.UserId, "user_password_changed")).ShouldBe(1);
    }

    [Fact]
    public async Task a_link_whose_use_refuses_nobody_would_let_many_in()
    {
        // The negative control: the same, but finding the link used does not end the transaction.
        var (user, token) = await Forgotten();
        await using (var owner = Npgsql.NpgsqlDataSource.Create(_host.Database.Owner))
        await using (var broken = owner.CreateCommand(NobodyIsRefused))
            await broken.ExecuteNonQueryAsync(Ct);
        var answers = await OnBothNodes(8, (client, n) => client.Post(
            $"/api/v1/auth/password-resets/{token}", new { password = PasswordOf(n) }, null, ("Idempotency-Key", $"{n}")));
        answers.Count(answer => (int)answer.StatusCode == 204).ShouldBeGreaterThan(1);
        (await Facts(user.UserId, "user_password_changed")).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task an_invitation_expires_and_can_be_renewed()
    {
        var (id, token) = await Invited();
        _time.Advance(TimeSpan.FromDays(7));
        await Accept(token).ShouldBeRefused(404, "link-gone");
        var shown = await _host.CreateClient().Get($"/api/v1/auth/invitations/{token}").ShouldBe(200).Json();
        shown.GetProperty("expired").GetBoolean().ShouldBeTrue();

        _admin = await _host.Again(_admin);
        var renewed = await _admin.Client.Post($"/api/v1/invitations/{id}/link", body: null).ShouldBe(200).Json();
        await Accept(token).ShouldBeRefused(404, "link-gone");
        await Accept(renewed.Text("token")).ShouldBe(201);
    }

    [Fact]
    public async Task a_link_for_a_password_is_good_for_half_an_hour()
    {
        var (_, token) = await Forgotten();
        _time.Advance(TimeSpan.FromMinutes(30));
        await _host.CreateClient().Post($"/api/v1/auth/password-resets/{token}", new { password = PasswordOf(1) })
            .ShouldBeRefused(404, "link-gone");
    }

    [Fact]
    public async Task of_an_invited_person_who_is_erased_nothing_is_left_and_nothing_opens()
    {
        var email = MailRig.NewEmail();
        var (id, token) = await Invited(email);
        var (other, _) = await Invited();
        await _mails.Stop();
        var sent = _mails.Taken.Count;
        await _admin.Client.Post($"/api/v1/invitations/{id}/renew", body: null).ShouldBe(200);
        var privacy = _host.Services.GetRequiredService<IPrivacy>();

        await privacy.Erase($"{_admin.TenantId}", $"{id}", Ct);
        await Eventually.True(async () => (await privacy.ErasureOf($"{_admin.TenantId}", $"{id}", Ct))!.PurgedAt is not null);

        (await Count($"engagement.account_links where user_id = '{id}'")).ShouldBe(0);
        (await Count($"engagement.account_links where user_id = '{other}'")).ShouldBe(1);
        (await Count($"read.user_card t where t::text ilike '%{email}%'")).ShouldBe(0);
        (await Count($"mt_events t where t::text ilike '%{email}%'")).ShouldBe(0);
        (await Count($"engagement.scheduled_messages t where t::text ilike '%{email}%'")).ShouldBe(0);
        await Accept(token).ShouldBeRefused(404, "link-gone");
        await _admin.Client.Post($"/api/v1/invitations/{id}/renew", body: null).ShouldBeRefused(404, "not-found");
        await _admin.Client.Post($"/api/v1/invitations/{id}/link", body: null).ShouldBeRefused(404, "not-found");

        // What was to be sent to them is not, though the server is there again.
        _mails.Start();
        _time.Advance(TimeSpan.FromHours(1));
        await Eventually.True(async () => await Count("engagement.scheduled_messages") == 0);
        _mails.Taken.Count.ShouldBe(sent);
    }

    [Fact]
    public async Task a_user_who_is_erased_takes_the_link_for_a_password_along()
    {
        var (user, token) = await Forgotten();
        var privacy = _host.Services.GetRequiredService<IPrivacy>();
        await privacy.Erase($"{_admin.TenantId}", $"{user.UserId}", Ct);
        await Eventually.True(async () => (await privacy.ErasureOf($"{_admin.TenantId}", $"{user.UserId}", Ct))!.PurgedAt is not null);
        (await Count("engagement.account_links")).ShouldBe(0);
        await _host.CreateClient().Post($"/api/v1/auth/password-resets/{token}", new { password = PasswordOf(1) })
            .ShouldBeRefused(404, "link-gone");
    }

    private static string PasswordOf(int n) => $"five wizards box quickly {n}";

    private static IEnumerable<(int, int)> Statuses(IEnumerable<HttpResponseMessage> answers) =>
        answers.GroupBy(answer => (int)answer.StatusCode).Select(same => (same.Key, same.Count())).Order();

    private async Task<HttpResponseMessage[]> OnBothNodes(int times, Func<HttpClient, int, Task<HttpResponseMessage>> send)
    {
        HttpClient[] nodes = [_host.CreateClient(), _twin.CreateClient()];
        return await Task.WhenAll(Enumerable.Range(0, times).Select(n => send(nodes[n % 2], n)));
    }

    private async Task<(Guid Id, string Token)> Invited(string? email = null)
    {
        var id = await MailRig.Invite(_admin, email ?? MailRig.NewEmail());
        var link = await _admin.Client.Post($"/api/v1/invitations/{id}/link", body: null).ShouldBe(200).Json();
        return (id, link.Text("token"));
    }

    private async Task<(TestUser User, string Token)> Forgotten()
    {
        var user = await _host.AddUser(_admin, "rep");
        await _host.CreateClient().Post("/api/v1/auth/password-resets", new { email = user.Email }).ShouldBe(202);
        return (user, await _mails.TokenTo(user.Email));
    }

    private Task<HttpResponseMessage> Accept(string token) =>
        _twin.CreateClient().Post($"/api/v1/auth/invitations/{token}", new { name = "Alan Turing", password = TestHost.Password });

    private Task<long> Facts(Guid user, string type) => Count($"mt_events where stream_id = '{user}' and type = '{type}'");

    private Task<long> Count(string of) => MailRig.Scalar<long>(_host.Database, $"select count(*) from {of}");
}
