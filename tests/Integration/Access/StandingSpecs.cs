using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Live;

namespace SalesEngagement.Integration.Access;

/// <summary>Another role, a deactivation and a sign-out bite at once: tokens, refresh tokens and open connections, on every node.</summary>
public sealed class StandingSpecs(ApiFixture api) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    private static readonly string[] Rep = ["rep"];
    private static readonly string[] Analyst = ["analyst"];
    private const string Me = "/api/v1/auth/me";

    // What a person would still call "at once".
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    private TestUser? _admin;
    private TestUser? _rep;

    private TestHost Host => api.Host;

    private TestUser Admin => _admin!;

    private TestUser Worker => _rep!;

    public async ValueTask InitializeAsync()
    {
        _admin = await Host.Register();
        _rep = await Host.AddUser(_admin, "rep");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task another_role_kills_the_token_and_refreshing_brings_the_new_role()
    {
        await Change(new { roles = Analyst }).ShouldBe(200);

        await Worker.Client.Get(Me).ShouldBeRefused(401, "unauthenticated");
        var fresh = await Refresh().ShouldBe(200).Json();
        var token = fresh.Text("accessToken");
        await Host.CreateClient().Get("/api/v1/contacts", token).ShouldBeRefused(403, "forbidden");
        await Host.CreateClient().Get("/api/v1/analytics/calls", token).ShouldBe(200);
    }

    [Fact]
    public async Task the_same_roles_again_leave_the_token_alone()
    {
        await Change(new { roles = Rep }).ShouldBe(200);
        await Worker.Client.Get(Me).ShouldBe(200);
    }

    [Fact]
    public async Task who_is_deactivated_is_out_and_may_come_back_by_signing_in()
    {
        var deactivated = await Change(new { active = false }).ShouldBe(200).Json();
        deactivated.Text("status").ShouldBe("deactivated");

        await Worker.Client.Get(Me).ShouldBeRefused(401, "unauthenticated");
        await Refresh().ShouldBeRefused(401, "invalid-refresh-token");
        await SignIn().ShouldBeRefused(401, "invalid-credentials");

        await Change(new { active = true }).ShouldBe(200);
        await Worker.Client.Get(Me).ShouldBeRefused(401, "unauthenticated");
        await Refresh().ShouldBeRefused(401, "invalid-refresh-token");
        await SignIn().ShouldBe(200);
    }

    [Theory]
    [InlineData("deactivated")]
    [InlineData("another role")]
    public async Task open_connections_end_at_once_on_every_node(string how)
    {
        await using var twin = Host.Twin(new Dictionary<string, string>());
        await using var here = await LiveClient.Connect(Host, Worker.Token, "contacts");
        await using var there = await LiveClient.Connect(twin, Worker.Token, "contacts");
        await using var others = await LiveClient.Connect(Host, Admin.Token, "contacts");

        await Change(how == "deactivated" ? new { active = false } : (object)new { roles = Analyst }).ShouldBe(200);
        await here.Closed().WaitAsync(AtOnce, TestContext.Current.CancellationToken);
        await there.Closed().WaitAsync(AtOnce, TestContext.Current.CancellationToken);

        var contact = await Staff.Contact(Admin);
        (await others.UpTo(n => n.IsAbout(contact.Id))).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task signing_out_ends_the_token_and_the_connection_of_that_sign_in_alone()
    {
        var second = await Host.Again(Worker);
        await using var live = await LiveClient.Connect(Host, Worker.Token);

        await Worker.Client.Post("/api/v1/auth/logout", body: null).ShouldBe(204);

        await live.Closed().WaitAsync(AtOnce, TestContext.Current.CancellationToken);
        await Worker.Client.Get(Me).ShouldBeRefused(401, "unauthenticated");
        await second.Client.Get(Me).ShouldBe(200);
    }

    [Fact]
    public async Task a_token_that_is_not_asked_about_would_outlive_all_that()
    {
        // The negative control: the same requests on a Host that takes a token's word for ten minutes.
        await using var trusting = Host.Twin(new Dictionary<string, string>(), services =>
            services.AddSingleton<TokenStanding, Trusting>());
        await Change(new { active = false }).ShouldBe(200);
        var client = trusting.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Worker.Token);
        await client.Get(Me).ShouldBe(200);
    }

    private Task<HttpResponseMessage> Change(object patch) =>
        Admin.Client.Send(HttpMethod.Patch, $"/api/v1/users/{Worker.UserId}", patch);

    private Task<HttpResponseMessage> Refresh() =>
        Host.CreateClient().Post("/api/v1/auth/refresh", new { refreshToken = Worker.RefreshToken });

    private Task<HttpResponseMessage> SignIn() =>
        Host.CreateClient().Post("/api/v1/auth/login", new { email = Worker.Email, password = TestHost.Password });

    private sealed class Trusting(IEventStore store, TimeProvider clock)
        : TokenStanding(store, clock)
    {
        public override Task<bool> Holds(ClaimsPrincipal token, CancellationToken ct) => Task.FromResult(true);
    }
}
