using Npgsql;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>The cookie that tells a known device: what it says, whom it serves, and what is kept of it.</summary>
public sealed class DeviceCookieSpecs(DeviceCookieSpecs.Nodes nodes) : IClassFixture<DeviceCookieSpecs.Nodes>, IAsyncLifetime
{
    private const string Throttled = "429 login-throttled 30";
    private readonly SignInRig _rig = nodes.Rig;
    private readonly string _home = nodes.Rig.NewAddress();
    private readonly string _other = nodes.Rig.NewAddress();
    private Company _company = null!;

    public async ValueTask InitializeAsync() => _company = await _rig.Register();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task scripts_and_other_sites_do_not_get_it()
    {
        var plain = await Cookie(_rig.At(_home));
        plain.ToLowerInvariant().Split("; ")[1..].ShouldBe(
            ["max-age=15552000", "path=/", "samesite=strict", "httponly"], ignoreOrder: true);
        var client = _rig.At(_home);
        client.BaseAddress = new("https://localhost");
        var secure = await Cookie(client);
        secure.ShouldStartWith("__Host-device=");
        secure.ToLowerInvariant().Split("; ")[1..].ShouldBe(
            ["max-age=15552000", "path=/", "secure", "samesite=strict", "httponly"], ignoreOrder: true);
    }

    [Fact]
    public async Task over_https_one_that_a_page_in_clear_could_have_set_is_none()
    {
        var client = _rig.At(_home);
        client.BaseAddress = new("https://localhost");
        var cookie = (await Cookie(client)).Split(';')[0]["__Host-device=".Length..];
        await SignInRig.TryWrong(_rig.At(_other), _company.Email, 5);
        (await Https($"device={cookie}")).ShouldBe(Throttled);
        (await Https($"__Host-device={cookie}")).ShouldBe("200");
    }

    [Fact]
    public async Task it_says_nothing_and_is_another_each_time()
    {
        var (one, other) = (Value(await Cookie(_rig.At(_home))), Value(await Cookie(_rig.At(_home))));
        one.ShouldNotBe(other);
        one.Length.ShouldBe(75);
        var hash = await _rig.Scalar<byte[]>($"select email_hash from engagement.credentials where user_id = '{_company.AdminId}'");
        Convert.ToHexString(Bytes(one)).ShouldNotContain(Convert.ToHexString(hash));
    }

    [Fact]
    public async Task only_a_sign_in_gives_one()
    {
        var answer = await SignInRig.Try(_rig.At(_home), _company.Email);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task it_serves_its_own_account_on_every_node_until_it_is_too_old()
    {
        var cookie = Value(await Cookie(_rig.At(_home)));
        await SignInRig.TryWrong(_rig.At(_other), _company.Email, 5);
        (await TryWith(cookie, _company.Email)).ShouldBe("200");
        (await TryWith(cookie, _company.Email, _rig.Other)).ShouldBe("200");

        _rig.Time.Advance(TimeSpan.FromDays(180));
        await SignInRig.TryWrong(_rig.At(_other), _company.Email, 5);
        (await TryWith(cookie, _company.Email)).ShouldBe(Throttled);
    }

    [Fact]
    public async Task it_serves_no_other_account()
    {
        var other = await _rig.Register();
        var cookie = Value(await Cookie(_rig.At(_home)));
        await SignInRig.TryWrong(_rig.At(_other), other.Email, 5);
        (await TryWith(cookie, other.Email)).ShouldBe(Throttled);
    }

    [Fact]
    public async Task changed_in_any_place_it_is_none()
    {
        var cookie = Value(await Cookie(_rig.At(_home)));
        await SignInRig.TryWrong(_rig.At(_other), _company.Email, 5);
        for (var place = 0; place < 56; place += 5)
        {
            var bytes = Bytes(cookie);
            bytes[place] ^= 1;
            (await TryWith(Text(bytes), _company.Email)).ShouldBe(Throttled, $"byte {place}");
        }

        foreach (var nonsense in new[] { "", "x", "%", cookie[..^1], cookie + "A", new string('A', 5000) })
            (await TryWith(nonsense, _company.Email)).ShouldBe(Throttled);
        (await TryWith(cookie, _company.Email)).ShouldBe("200");
    }

    [Fact]
    public async Task requests_cannot_read_what_was_counted_and_it_names_nobody()
    {
        await SignInRig.TryWrong(_rig.At(_home), _company.Email, 2);
        await using var app = NpgsqlDataSource.Create(_rig.One.Database.Main);
        foreach (var sql in new[] { "select from engagement.login_tries", "delete from engagement.login_tries", "update engagement.login_tries set tries = 0", "insert into engagement.login_tries values ('x', 1, now(), now())" })
        {
            await using var command = app.CreateCommand(sql);
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)))
                .SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
        }

        (await _rig.Scalar<long>("select count(*) from engagement.login_tries")).ShouldBeGreaterThan(0);
        (await _rig.Scalar<bool>("select bool_and(length(bucket) = 32) from engagement.login_tries")).ShouldBeTrue();
        (await _rig.Scalar<bool>("select exists (select from engagement.login_tries t join engagement.credentials c on c.email_hash = t.bucket)"))
            .ShouldBeFalse();
    }

    [Fact]
    public async Task a_user_s_networks_are_the_tenant_s_own_and_go_with_the_user()
    {
        (await _rig.Scalar<long>($"select count(*) from engagement.known_networks where tenant_id = '{_company.TenantId}'")).ShouldBe(1);
        await using var app = NpgsqlDataSource.Create(_rig.One.Database.Main);
        await using var command = app.CreateCommand("select count(*) from engagement.known_networks");
        await Should.ThrowAsync<PostgresException>(() => command.ExecuteScalarAsync(TestContext.Current.CancellationToken));

        await _rig.Execute($"delete from engagement.credentials where user_id = '{_company.AdminId}'");
        (await _rig.Scalar<long>($"select count(*) from engagement.known_networks where tenant_id = '{_company.TenantId}'")).ShouldBe(0);
    }

    private async Task<string> Cookie(HttpClient client) =>
        (await SignInRig.Try(client, _company.Email, SignInRig.Password).ShouldBe(200)).Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();

    private static string Value(string cookie) => cookie.Split(';')[0]["device=".Length..];

    private async Task<string> TryWith(string cookie, string email, TestHost? node = null) => await SignInRig.Told(
        await _rig.At(_other, node: node).Post(
            SignInRig.Login, new { email, password = SignInRig.Password }, token: null, ("Cookie", $"device={cookie}")));

    private async Task<string> Https(string cookie)
    {
        var client = _rig.At(_other);
        client.BaseAddress = new("https://localhost");
        return await SignInRig.Told(await client.Post(
            SignInRig.Login, new { email = _company.Email, password = SignInRig.Password }, token: null, ("Cookie", cookie)));
    }

    private static byte[] Bytes(string value) => Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(value);

    private static string Text(byte[] bytes) => Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(bytes);

    public sealed class Nodes() : SignInFixture;
}
