using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Telephony;

namespace SalesEngagement.Integration.Access;

/// <summary>All that the Host keeps under the master key, before and after its rotation.</summary>
public sealed class MasterKeyRotationSpecs : IAsyncLifetime
{
    private const string Sid = "AC11111111111111111111111111111111";
    private static readonly string NewKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private TestHost _old = null!;
    private TestUser _admin = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Tenant => _admin.TenantId.ToString();

    public async ValueTask InitializeAsync()
    {
        _old = await TestHost.Start();
        _admin = await _old.Register();
        await ChangeAccount("first token");
        await ChangeAccount("second token");
    }

    public ValueTask DisposeAsync() => _old.DisposeAsync();

    [Fact]
    public async Task after_the_rotation_everything_opens_without_the_old_key()
    {
        await using (var both = With($"{TestHost.MasterKey} {NewKey}"))
            await both.Services.GetRequiredService<IPrivacy>().RotateMasterKey(progress: null, Ct);

        await using var alone = With(NewKey);
        var account = await alone.Services.GetRequiredService<TelephonyAccounts>().Of(Tenant, Ct);
        (account!.AuthToken, account.PreviousAuthToken).ShouldBe(("second token", "first token"));
        (await SignIn(alone)).ShouldBe(HttpStatusCode.OK);
        using var client = alone.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _admin.Token);
        (await client.GetStringAsync("/api/v1/auth/me", Ct)).ShouldContain("Ada Boss");
    }

    [Fact]
    public async Task after_the_rotation_nothing_names_the_old_key()
    {
        var before = await UnderOldKey();
        before.Keys.ShouldBeGreaterThanOrEqualTo(3, "the signing key, the look-up of addresses, the company's key");
        before.Boxes.ShouldBe(2);

        await using var both = With($"{TestHost.MasterKey} {NewKey}");
        await both.Services.GetRequiredService<IPrivacy>().RotateMasterKey(progress: null, Ct);

        (await UnderOldKey()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task without_the_rotation_nothing_does()
    {
        await using var alone = With(NewKey);
        await Should.ThrowAsync<KeyNotFoundException>(() => alone.Services.GetRequiredService<TelephonyAccounts>().Of(Tenant, Ct));
        (await SignIn(alone)).ShouldBe(HttpStatusCode.InternalServerError);
    }

    private TestHost With(string masterKeys) => _old.Twin(new Dictionary<string, string> { ["Privacy:MasterKeys"] = masterKeys });

    private async Task ChangeAccount(string token)
    {
        var session = _old.Services.GetRequiredService<IEventStore>().Open(Tenant, new("test"));
        _old.Services.GetRequiredService<TelephonyAccounts>().Change(session, Sid, token, "+14155550000");
        await session.Save(Ct);
    }

    private async Task<(long Keys, long Boxes)> UnderOldKey() => (
        await Count(
            _old.Database.KeysOwner,
            "select (select count(*) from engagement.host_secrets where master_key_id = $1)"
            + " + (select count(*) from engagement.signing_keys where master_key_id = $1)"
            + " + (select count(*) from engagement.tenant_keys where master_id = $1)"),
        await Count(
            _old.Database.Superuser,
            "select count(*) filter (where position(convert_to($1, 'UTF8') in auth_token) = 2)"
            + " + count(*) filter (where position(convert_to($1, 'UTF8') in previous_auth_token) = 2) from engagement.telephony_accounts"));

    private static async Task<long> Count(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = LocalMasterKeys.FromText(TestHost.MasterKey, "the test").CurrentId });
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static async Task<HttpStatusCode> SignIn(TestHost host)
    {
        using var client = host.CreateClient();
        using var answer = await client.PostAsJsonAsync(
            "/api/v1/auth/login", new { email = "admin1@company1.example", password = TestHost.Password }, Ct);
        return answer.StatusCode;
    }
}
