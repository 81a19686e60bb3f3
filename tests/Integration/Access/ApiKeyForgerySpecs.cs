using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.Host.Access;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Scheduling;

namespace SalesEngagement.Integration.Access;

/// <summary>Only the key itself, in time and from where it may come, is the key. Everything else gets one answer.</summary>
public sealed class ApiKeyForgerySpecs : IAsyncLifetime
{
    private const string Contacts = "/api/v1/contacts";
    private static readonly string[] Scopes = ["contacts:read"];
    private static readonly string[] Office = ["203.0.113.0/24"];
    private readonly TravellingTime _clock = new();
    private TestHost? _host;
    private TestUser? _admin;

    private TestHost Host => _host!;

    private TestUser Admin => _admin!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.Start(services: services => services.AddSingleton<TimeProvider>(_clock));
        _admin = await _host.Register();
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    [Fact]
    public async Task whatever_is_wrong_with_a_key_the_answer_is_the_same()
    {
        var (machine, other) = (await Make(), await Host.Register());
        var real = ApiKeyText.Parse(machine.Key)!;
        var revoked = await Make();
        await Admin.Client.Send(HttpMethod.Delete, $"{Machine.Keys}/{revoked.Id}").ShouldBe(204);
        Dictionary<string, string> forged = new()
        {
            ["right company and id, wrong secret"] = (real with { Secret = new byte[32] }).Write(),
            ["right id and secret, other company"] = (real with { TenantId = other.TenantId }).Write(),
            ["right id and secret, no company"] = (real with { TenantId = Guid.Empty }).Write(),
            ["right secret, other id"] = (real with { Id = revoked.Id }).Write(),
            ["an id that never was"] = (real with { Id = Guid.CreateVersion7() }).Write(),
            ["revoked"] = revoked.Key,
            ["another prefix"] = $"pat_{machine.Key[4..]}",
            ["no prefix"] = machine.Key[4..],
            ["cut short"] = machine.Key[..^1],
            ["one more"] = $"{machine.Key}A",
            ["upper case"] = machine.Key.ToUpperInvariant(),
            ["its hash instead of the secret"] = (real with { Secret = real.SecretHash }).Write(),
            ["the same bytes in another text"] = machine.Key[..^1] + Sibling(machine.Key[^1]),
            ["as long as a key and nothing in it"] = $"{ApiKeyText.Prefix}A{new string(' ', machine.Key.Length - 6)}A",
            ["as long as a key and no text of bytes"] = $"{ApiKeyText.Prefix}{new string('=', machine.Key.Length - 4)}",
            ["two keys"] = $"{machine.Key},{machine.Key}",
            ["an access token"] = Admin.Token,
        };

        await machine.Client.Get(Contacts).ShouldBe(200);
        var nonsense = await Answer("nonsense");
        nonsense.ShouldStartWith("401 ApiKey type=urn:sales-engagement:unauthenticated");
        foreach (var (what, text) in forged)
            (await Answer(text)).ShouldBe(nonsense, what);
    }

    [Fact]
    public async Task a_key_is_no_bearer_token_and_a_key_beside_a_token_is_neither()
    {
        var machine = await Make();
        await Host.CreateClient().Get(Contacts, machine.Key).ShouldBeRefused(401, "unauthenticated");
        await Host.CreateClient().Get($"{Contacts}?{Machine.Header}={machine.Key}").ShouldBeRefused(401, "unauthenticated");
        using var both = Machine.With(Host, machine.Key);
        both.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Admin.Token);
        await both.Get(Contacts).ShouldBeRefused(401, "unauthenticated");
        await both.Get("/health/live").ShouldBe(200);
    }

    [Fact]
    public async Task a_key_opens_from_its_addresses_alone()
    {
        (string Addresses, string? From, int Status)[] cases =
        [
            ("203.0.113.0/24", "203.0.113.255", 200),
            ("203.0.113.0/24", "::ffff:203.0.113.255", 200),
            ("203.0.113.0/24", "203.0.114.0", 401),
            ("203.0.113.0/24", "::ffff:203.0.114.0", 401),
            ("203.0.113.0/24", "2001:db8::1", 401),
            ("203.0.113.0/24", null, 401),
            ("203.0.113.7", "203.0.113.7", 200),
            ("203.0.113.7", "203.0.113.8", 401),
            ("0.0.0.0/0", "2001:db8::1", 401),
            ("::ffff:10.0.0.0/104", "10.9.9.9", 200),
            ("2001:db8::/32", "2001:db8:ffff::1", 200),
            ("2001:db8::/32", "2001:db9::1", 401),
            ("2001:db8::/32 198.51.100.1", "198.51.100.1", 200),
        ];
        foreach (var (addresses, from, status) in cases)
        {
            var machine = await Machine.Of(Host, Admin, Admin, Scopes, expiresAt: null, addresses.Split(' '));
            (await machine.GetFrom(from, Contacts)).ShouldBe(status, $"{from} for {addresses}");
        }
    }

    [Fact]
    public async Task addresses_can_be_lifted_and_set_anew()
    {
        var machine = await Machine.Of(Host, Admin, Admin, Scopes, expiresAt: null, Office);
        (await machine.GetFrom("198.51.100.1", Contacts)).ShouldBe(401);
        await Patch(machine, new { addresses = Array.Empty<string>() }).ShouldBe(200);
        (await machine.GetFrom("198.51.100.1", Contacts)).ShouldBe(200);
        (await machine.GetFrom(null, Contacts)).ShouldBe(200);
        await Patch(machine, new { addresses = Office }).ShouldBe(200);
        (await machine.GetFrom("198.51.100.1", Contacts)).ShouldBe(401);
    }

    [Fact]
    public async Task a_key_ends_with_its_last_instant_and_can_be_given_another()
    {
        var machine = await Machine.Of(Host, Admin, Admin, Scopes, _clock.GetUtcNow().AddHours(1));
        var endless = await Make();
        _clock.Advance(TimeSpan.FromMinutes(59));
        await machine.Client.Get(Contacts).ShouldBe(200);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await machine.Client.Get(Contacts).ShouldBeRefused(401, "unauthenticated");
        await endless.Client.Get(Contacts).ShouldBe(200);

        _admin = await Host.Again(Admin);
        await Patch(machine, new { expiresAt = (DateTimeOffset?)null }).ShouldBe(200);
        await machine.Client.Get(Contacts).ShouldBe(200);
    }

    /// <summary>Another last character with the same bits of data, as lenient decoders take it.</summary>
    private static char Sibling(char last)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return Alphabet[Alphabet.IndexOf(last, StringComparison.Ordinal) ^ 1];
    }

    private Task<Machine> Make() => Machine.Of(Host, Admin, Admin, Scopes);

    private Task<HttpResponseMessage> Patch(Machine machine, object patch) =>
        Admin.Client.Send(HttpMethod.Patch, $"{Machine.Keys}/{machine.Id}", patch);

    /// <summary>Status, challenge and body of what a key gets, without the request's own id.</summary>
    private async Task<string> Answer(string key)
    {
        using var client = Machine.With(Host, key);
        var answer = await client.Get(Contacts);
        var body = (await answer.Json()).EnumerateObject().Where(member => member.Name != "traceId");
        return $"{(int)answer.StatusCode} {answer.Headers.WwwAuthenticate} "
            + string.Join(' ', body.Select(member => $"{member.Name}={member.Value}"));
    }
}
