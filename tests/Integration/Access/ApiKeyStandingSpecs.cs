using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>What ends a key, or takes from what it may do, holds with the next request, on every node.</summary>
public sealed class ApiKeyStandingSpecs : IAsyncLifetime
{
    private const string Contacts = "/api/v1/contacts";
    private static readonly string[] Scopes = ["contacts:read", "contacts:write"];

    private static readonly string[] Compliance = ["compliance"];
    private static readonly string[] Analyst = ["analyst"];
    private static readonly string[] OnlyRep = ["rep"];

    private TestHost? _host;
    private TestHost? _other;
    private TestUser? _admin;
    private TestUser? _rep;
    private Machine? _machine;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => _host!;

    private TestHost Other => _other!;

    private TestUser Admin => _admin!;

    private TestUser Rep => _rep!;

    private Machine Machine => _machine!;

    public async ValueTask InitializeAsync()
    {
        // Nothing runs in the background here: what bites, bites by the change itself.
        var noShards = new Dictionary<string, string> { ["Daemon:RunShards"] = "false" };
        _host = await TestHost.Start(noShards);
        _other = Host.Twin(noShards);
        _admin = await _host.Register();
        _rep = await _host.AddUser(_admin, "rep");
        _machine = await Machine.Of(_host, _admin, _rep, Scopes);
        await Everywhere(200);
    }

    public async ValueTask DisposeAsync()
    {
        await Other.DisposeAsync();
        await Host.DisposeAsync();
    }

    [Fact]
    public async Task a_revoked_key_is_dead_on_every_node()
    {
        await Admin.Client.Send(HttpMethod.Delete, $"{Machine.Keys}/{Machine.Id}").ShouldBe(204);
        await Everywhere(401);
    }

    [Fact]
    public async Task another_role_of_the_user_is_the_role_of_the_key()
    {
        await Change(new { roles = Compliance }).ShouldBe(200);
        await Everywhere(200);
        await Machine.Client.Post(Contacts, Ann).ShouldBeRefused(403, "forbidden");
        await Machine.At(Other).Client.Post(Contacts, Ann).ShouldBeRefused(403, "forbidden");

        await Change(new { roles = Analyst }).ShouldBe(200);
        await Everywhere(403);
        await Change(new { roles = OnlyRep }).ShouldBe(200);
        await Machine.At(Other).Client.Post(Contacts, Ann).ShouldBe(201);
    }

    [Fact]
    public async Task keys_of_a_deactivated_user_are_dead_and_stay_dead()
    {
        await Change(new { active = false }).ShouldBe(200);
        await Everywhere(401);
        await Change(new { active = true }).ShouldBe(200);
        await Everywhere(401);

        var next = await Machine.Of(Host, Admin, Rep, Scopes);
        await next.Client.Get(Contacts).ShouldBe(200);
    }

    [Fact]
    public async Task a_deactivation_is_recorded_with_each_key_and_leaves_later_keys_alone()
    {
        await Change(new { active = false }).ShouldBe(200);
        await Change(new { active = true }).ShouldBe(200);
        var next = await Machine.Of(Host, Admin, Rep, Scopes);

        await using var working = Host.Twin(new Dictionary<string, string>());
        working.CreateClient();
        await Eventually.True(async () => await IsRevoked(Machine));
        (await IsRevoked(next)).ShouldBeFalse();
        await next.Client.Get(Contacts).ShouldBe(200);
        (await Machine.Stored($"select string_agg(type || ' by ' || user_name, ', ' order by version) from mt_events where stream_id = '{Machine.Id}'"))
            .ShouldBe($"api_key_created by {Admin.UserId}, api_key_revoked by api-key-revocation");
    }

    [Fact]
    public async Task signing_out_and_other_users_leave_a_key_alone()
    {
        var other = await Host.AddUser(Admin, "rep");
        await Admin.Client.Send(HttpMethod.Patch, $"/api/v1/users/{other.UserId}", new { active = false }).ShouldBe(200);
        await Rep.Client.Post("/api/v1/auth/logout", body: null).ShouldBe(204);
        await Everywhere(200);
    }

    [Fact]
    public async Task the_keys_of_an_erased_user_die_with_all_that_is_kept_of_them()
    {
        var (second, ours) = (await Machine.Of(Host, Admin, Rep, Scopes), await Machine.Of(Host, Admin, Admin, Scopes));
        await second.GetFrom("198.51.100.77", Contacts);
        await Eventually.True(async () => (await Rows()).Contains("198.51.100.77", StringComparison.Ordinal));

        await using var working = Host.Twin(new Dictionary<string, string>());
        var (privacy, tenant) = (working.Services.GetRequiredService<IPrivacy>(), Rep.TenantId.ToString());
        await privacy.Erase(tenant, Rep.UserId.ToString(), Ct);
        await Eventually.True(async () => (await privacy.ErasureOf(tenant, Rep.UserId.ToString(), Ct))!.PurgedAt is not null);

        await Everywhere(401);
        (await IsRevoked(Machine) && await IsRevoked(second)).ShouldBeTrue();
        (await Rows()).ShouldNotContain("198.51.100.77");
        (await Machine.Stored("select string_agg(id::text, ' ') from engagement.api_keys")).ShouldBe(ours.Id.ToString());
        await ours.Client.Get(Contacts).ShouldBe(200);
    }

    [Fact]
    public async Task a_key_that_is_not_asked_about_would_outlive_all_that()
    {
        // The negative control: the same on a Host that remembers keys.
        await using var remembering = Host.Twin(new Dictionary<string, string>(), services => services.AddSingleton<ApiKeyRows, Remembering>());
        var machine = Machine.At(remembering);
        await machine.Client.Get(Contacts).ShouldBe(200);
        await Admin.Client.Send(HttpMethod.Delete, $"{Machine.Keys}/{Machine.Id}").ShouldBe(204);
        await Change(new { active = false }).ShouldBe(200);
        await machine.Client.Get(Contacts).ShouldBe(200);
    }

    private static object Ann => new { firstName = "Ann", lastName = "Lee" };

    private async Task Everywhere(int status)
    {
        await Machine.Client.Get(Contacts).ShouldBe(status);
        await Machine.At(Other).Client.Get(Contacts).ShouldBe(status);
    }

    private Task<HttpResponseMessage> Change(object patch) =>
        Admin.Client.Send(HttpMethod.Patch, $"/api/v1/users/{Rep.UserId}", patch);

    private Task<string> Rows() => Machine.Stored("select string_agg(t::text, '') from engagement.api_keys t");

    private async Task<bool> IsRevoked(Machine machine) =>
        (await Admin.Client.Get($"{Machine.Keys}/{machine.Id}").ShouldBe(200).Json()).TryGetProperty("revokedAt", out _);

    private sealed class Remembering(IEventStore store) : ApiKeyRows(store)
    {
        private KeyHolder? _first;

        public override async Task<KeyHolder?> Find(ApiKeyText key, IPAddress? from, DateTimeOffset now, CancellationToken ct) =>
            _first ??= await base.Find(key, from, now, ct);
    }
}
