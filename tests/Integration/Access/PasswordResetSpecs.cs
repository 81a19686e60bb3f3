using System.Collections.Concurrent;
using System.Diagnostics;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Live;
using SalesEngagement.Integration.Mail;

namespace SalesEngagement.Integration.Access;

/// <summary>Who has forgotten their password is sent a link; nobody learns from asking who has an account.</summary>
public sealed class PasswordResetSpecs : IAsyncLifetime
{
    private const string Resets = "/api/v1/auth/password-resets";
    private const string New = "five wizards box quickly";

    private MailRig _rig = null!;
    private TestUser _admin = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _rig = await MailRig.Start();
        _client = _rig.Host.CreateClient();
        _admin = await _rig.Host.Register();
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task a_link_lets_its_holder_choose_a_password_once_and_ends_all_sign_ins()
    {
        var user = await _rig.Host.AddUser(_admin, "rep");
        await using var live = await LiveClient.Connect(_rig.Host, user.Token, "contacts");
        var token = await Forget(user);

        await Reset(token, New).ShouldBe(204);

        await user.Client.Get("/api/v1/auth/me").ShouldBeRefused(401, "unauthenticated");
        await _client.Post("/api/v1/auth/refresh", new { refreshToken = user.RefreshToken }).ShouldBeRefused(401, "invalid-refresh-token");
        await live.Closed().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await SignIn(user, TestHost.Password).ShouldBeRefused(401, "invalid-credentials");
        await SignIn(user, New).ShouldBe(200);
        await Reset(token, "and another one after that").ShouldBeRefused(404, "link-gone");
        await SignIn(user, New).ShouldBe(200);
    }

    [Fact]
    public async Task asking_tells_nothing_about_accounts()
    {
        var (known, disabled) = (await _rig.Host.AddUser(_admin, "rep"), await _rig.Host.AddUser(_admin, "rep"));
        await _admin.Client.Send(HttpMethod.Patch, $"/api/v1/users/{disabled.UserId}", new { active = false }).ShouldBe(200);
        var invited = MailRig.NewEmail();
        await MailRig.Invite(_admin, invited);
        await _rig.Server.To(invited);
        using var statements = new Statements();
        await statements.Of(trace => Ask(MailRig.NewEmail(), trace)); // The first of all prepares.

        var asked = new List<(string Answer, string Statements)>();
        foreach (var email in new[] { known.Email, disabled.Email, invited, MailRig.NewEmail(), "not even an address" })
            asked.Add(await statements.Of(trace => Ask(email, trace)));
        asked.Distinct().ShouldHaveSingleItem();
        asked[0].Answer.ShouldStartWith("202 ");
        asked[0].Statements.ShouldContain("scheduled_messages");

        // Only the one got something; and it came last, for all were asked for before.
        await _rig.Server.To(known.Email);
        await _rig.Quiet();
        _rig.Server.Taken.Select(mail => mail.To.Mailboxes.Single().Address).ShouldBe([invited, known.Email]);
    }

    [Fact]
    public async Task a_request_that_looks_further_for_some_than_for_others_would_be_seen()
    {
        // The negative control: a forged link is not looked for, a used one is.
        var token = await Forget(await _rig.Host.AddUser(_admin, "rep"));
        await Reset(token, New).ShouldBe(204);
        using var statements = new Statements();
        var used = await statements.Of(trace => Reset(token, New, ("traceparent", trace)));
        var forged = await statements.Of(trace => Reset($"{(token[0] == 'A' ? 'B' : 'A')}{token[1..]}", New, ("traceparent", trace)));
        used.Statements.ShouldContain("account_links");
        forged.Statements.ShouldBeEmpty();
    }

    [Fact]
    public async Task whoever_keeps_asking_fills_no_mailbox_and_takes_no_link_away()
    {
        var user = await _rig.Host.AddUser(_admin, "rep");
        var token = await Forget(user);
        for (var times = 0; times < 3; times++)
            await _client.Post(Resets, new { email = user.Email }).ShouldBe(202);
        await _rig.Quiet();
        _rig.Server.Taken.Count.ShouldBe(1);

        // Later a new link is sent, and it is the only one that is good.
        _rig.Time.Advance(TimeSpan.FromMinutes(6));
        await _client.Post(Resets, new { email = user.Email }).ShouldBe(202);
        await Eventually.True(() => _rig.Server.Taken.Count == 2);
        await Reset(token, New).ShouldBeRefused(404, "link-gone");
        await Reset(await _rig.Server.TokenTo(user.Email), New).ShouldBe(204);
    }

    [Fact]
    public async Task a_password_that_is_changed_makes_the_link_worth_nothing()
    {
        var user = await _rig.Host.AddUser(_admin, "rep");
        var token = await Forget(user);
        await user.Client.Post("/api/v1/auth/password", new { currentPassword = TestHost.Password, newPassword = New }).ShouldBe(200);
        await Reset(token, "and another one after that").ShouldBeRefused(404, "link-gone");
        await SignIn(user, New).ShouldBe(200);
    }

    [Fact]
    public async Task who_is_deactivated_meanwhile_chooses_no_password()
    {
        var user = await _rig.Host.AddUser(_admin, "rep");
        var token = await Forget(user);
        await _admin.Client.Send(HttpMethod.Patch, $"/api/v1/users/{user.UserId}", new { active = false }).ShouldBe(200);
        await Reset(token, New).ShouldBeRefused(404, "link-gone");
    }

    [Fact]
    public async Task the_password_is_held_to_the_rules_and_the_link_stays_good()
    {
        var token = await Forget(await _rig.Host.AddUser(_admin, "rep"));
        var problem = await Reset(token, "short").ShouldBeRefused(422, "invalid");
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["/password"]);
        await Reset(token, New).ShouldBe(204);
    }

    [Fact]
    public async Task the_same_again_changes_nothing()
    {
        var user = await _rig.Host.AddUser(_admin, "rep");
        var key = ("Idempotency-Key", Guid.CreateVersion7().ToString());
        await _client.Post(Resets, new { email = user.Email }, null, key).ShouldBe(202);
        var token = await _rig.Server.TokenTo(user.Email);
        _rig.Time.Advance(TimeSpan.FromMinutes(6));
        await _client.Post(Resets, new { email = user.Email }, null, key).ShouldBe(202);
        await _rig.Quiet();
        _rig.Server.Taken.Count.ShouldBe(1);
        await _client.Post(Resets, new { email = MailRig.NewEmail() }, null, key).ShouldBeRefused(422, "idempotency-key-reused");

        var first = await _client.Post($"{Resets}/{token}", new { password = New }, null, key).ShouldBe(204);
        var again = await _client.Post($"{Resets}/{token}", new { password = New }, null, key).ShouldBe(204);
        again.Headers.ETag.ShouldBe(first.Headers.ETag);
        await _client.Post($"{Resets}/{token}", new { password = "and another one after that" }, null, key)
            .ShouldBeRefused(422, "idempotency-key-reused");
    }

    private async Task<string> Forget(TestUser user)
    {
        await _client.Post(Resets, new { email = user.Email }).ShouldBe(202);
        return await _rig.Server.TokenTo(user.Email);
    }

    private Task<HttpResponseMessage> Reset(string token, string password, params (string, string)[] headers) =>
        _client.Post($"{Resets}/{token}", new { password }, null, headers);

    private Task<HttpResponseMessage> SignIn(TestUser user, string password) =>
        _client.Post("/api/v1/auth/login", new { email = user.Email, password });

    private Task<HttpResponseMessage> Ask(string email, string trace) => _client.Post(Resets, new { email }, null, ("traceparent", trace));

    /// <summary>The statements that the driver ran for one request, in their order and without their values.</summary>
    private sealed class Statements : IDisposable
    {
        private readonly ConcurrentQueue<Activity> _done = [];
        private readonly ActivityListener _listener;

        public Statements()
        {
            _listener = new()
            {
                ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = _done.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        /// <summary>What a request answered, and the statements before.</summary>
        public async Task<(string Answer, string Statements)> Of(Func<string, Task<HttpResponseMessage>> send)
        {
            var trace = ActivityTraceId.CreateRandom();
            var answer = await send($"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var statements = _done.Where(activity => activity.TraceId == trace && activity.Source.Name == "Npgsql")
                .Select(activity => $"{activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")}");
            return ($"{(int)answer.StatusCode} {body}", string.Join("\n--\n", statements));
        }

        public void Dispose() => _listener.Dispose();
    }
}
