using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.Host.Access;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>Replayed, guessed and stolen codes.</summary>
public sealed class TotpAttackSpecs(TotpAttackSpecs.Nodes nodes) : IClassFixture<TotpAttackSpecs.Nodes>, IAsyncLifetime
{
    private const string Factors = "engagement.second_factors";
    private readonly SignInRig _rig = nodes.Rig;
    private readonly string _address = nodes.Rig.NewAddress();
    private Company _company = null!;

    private string Own => $"tenant_id = '{_company.TenantId}'";

    public async ValueTask InitializeAsync() => _company = await _rig.Register();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task of_fifty_uses_of_a_code_at_once_on_two_nodes_one_wins(bool byApp)
    {
        var (app, codes) = await TotpRig.TurnOn(_rig, _company.AccessToken);
        var told = await FiftyAtOnce(byApp ? app.Code(_rig.Time.GetUtcNow()) : codes[0]);
        told.Count(answer => answer == "200").ShouldBe(1);
        told.Count(answer => answer == "401 invalid-totp").ShouldBe(49);
    }

    [Fact]
    public async Task if_the_step_were_not_kept_with_the_use_more_would_win()
    {
        var (app, _) = await TotpRig.TurnOn(_rig, _company.AccessToken);
        await _rig.Execute($$"""
            create or replace function forget_step() returns trigger language plpgsql as $f$ begin new.last_step := 0; return new; end $f$;
            create trigger forget_step before update on {{Factors}} for each row
            when (new.{{Own}}) execute function forget_step();
            """);
        (await FiftyAtOnce(app.Code(_rig.Time.GetUtcNow()))).Count(answer => answer == "200").ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task of_five_confirmations_at_once_one_has_the_recovery_codes()
    {
        var app = await TotpRig.Enrol(_rig, _company.AccessToken);
        var code = app.Code(_rig.Time.GetUtcNow());
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(n =>
            _rig.At(null, node: n % 2 == 0 ? _rig.One : _rig.Other).Post(TotpRig.Confirm, new { totp = code }, _company.AccessToken)));
        answers.Count(answer => (int)answer.StatusCode == 200).ShouldBe(1);
        (await _rig.Scalar<long>($"select count(*) from engagement.recovery_codes where {Own}")).ShouldBe(10);
    }

    [Fact]
    public async Task codes_are_guessed_no_faster_than_passwords()
    {
        await TotpRig.TurnOn(_rig, _company.AccessToken);
        var attacker = _rig.At(_address);
        for (var n = 0; n < 5; n++)
            await SignInRig.Try(attacker, _company.Email, SignInRig.Password, $"{n:d6}").ShouldBeRefused(401, "invalid-totp");
        await SignInRig.Try(attacker, _company.Email, SignInRig.Password, "000005").ShouldBeRefused(429, "login-throttled");
    }

    [Fact]
    public async Task asking_for_the_code_counts_for_the_account_and_not_for_the_office()
    {
        await TotpRig.TurnOn(_rig, _company.AccessToken);
        _rig.Time.Advance(TimeSpan.FromHours(2));
        var (office, began) = (_rig.At(_address), _rig.Time.GetUtcNow());
        for (var n = 0; n < 5; n++)
            await SignInRig.Try(office, _company.Email, SignInRig.Password).ShouldBeRefused(401, "totp-required");
        await SignInRig.Try(office, _company.Email, SignInRig.Password).ShouldBeRefused(429, "login-throttled");
        (await _rig.Scalar<long>($"select count(*) from engagement.login_tries where last_at >= '{began:O}' and tries > 0")).ShouldBe(1);
    }

    [Fact]
    public async Task who_stole_a_session_cannot_guess_the_code_that_removes_the_factor()
    {
        var (app, _) = await TotpRig.TurnOn(_rig, _company.AccessToken);
        for (var n = 0; n < 5; n++)
            await TotpRig.Remove(_rig, _company.AccessToken, $"{n:d6}").ShouldBeRefused(422, "invalid-totp");
        await TotpRig.Remove(_rig, _company.AccessToken, app.Code(_rig.Time.GetUtcNow())).ShouldBeRefused(429, "login-throttled");
        _rig.Time.Advance(TimeSpan.FromSeconds(30));
        await TotpRig.Remove(_rig, _company.AccessToken, app.Code(_rig.Time.GetUtcNow())).ShouldBe(204);
    }

    [Fact]
    public async Task neither_seed_nor_recovery_codes_are_stored_in_clear()
    {
        var enrolled = await _rig.At(null).Post(TotpRig.Totp, body: null, _company.AccessToken).Json();
        var seed = Convert.ToHexString(OtpNet.Base32Encoding.ToBytes(enrolled.Text("secret"))).ToLowerInvariant();
        var box = await _rig.Scalar<string>($"select encode(seed, 'hex') from {Factors} where {Own}");
        box.Length.ShouldBe(seed.Length + (2 * (12 + 16)));
        box.ShouldNotContain(seed);

        var app = new Authenticator(enrolled.Text("secret"));
        var confirmed = await _rig.At(null).Post(TotpRig.Confirm, new { totp = app.Code(_rig.Time.GetUtcNow()) }, _company.AccessToken).Json();
        var stored = await _rig.Scalar<string>($"select string_agg(r::text, E'\\n') from engagement.recovery_codes r where {Own}");
        foreach (var code in confirmed.GetProperty("recoveryCodes").EnumerateArray())
        {
            stored.ShouldNotContain(code.GetString()!.Replace("-", ""), Case.Insensitive);
            stored.ShouldNotContain(Convert.ToHexString(OtpNet.Base32Encoding.ToBytes(code.GetString()!.Replace("-", ""))), Case.Insensitive);
        }
    }

    [Fact]
    public async Task a_seed_opens_for_its_own_tenant_and_user_alone()
    {
        var seeds = _rig.One.Services.GetRequiredService<TotpSeeds>();
        var (tenant, user, ct) = (_company.TenantId.ToString(), _company.AdminId, TestContext.Current.CancellationToken);
        var box = await seeds.Close([1, 2, 3], tenant, user, ct);
        (await _rig.Other.Services.GetRequiredService<TotpSeeds>().Open(box, tenant, user, ct)).ShouldBe([1, 2, 3]);
        await Should.ThrowAsync<System.Security.Cryptography.CryptographicException>(() => seeds.Open(box, tenant, Guid.CreateVersion7(), ct));
        await Should.ThrowAsync<System.Security.Cryptography.CryptographicException>(() => seeds.Open(box, "another", user, ct));
    }

    [Fact]
    public async Task an_erased_user_leaves_no_factor_and_no_code()
    {
        await TotpRig.TurnOn(_rig, _company.AccessToken);
        (await _rig.Scalar<long>($"select count(*) from {Factors} where {Own}")).ShouldBe(1);
        var part = _rig.One.Services.GetServices<IErasurePart>().OfType<CredentialErasure>().Single();
        await part.Erase(_company.TenantId.ToString(), [_company.AdminId.ToString()], [], TestContext.Current.CancellationToken);
        (await _rig.Scalar<long>($"select (select count(*) from {Factors} where {Own}) + (select count(*) from engagement.recovery_codes where {Own})")).ShouldBe(0);
    }

    /// <summary>From fifty addresses: what a network may try is another's test.</summary>
    private async Task<string[]> FiftyAtOnce(string totp) => await Task.WhenAll(Enumerable.Range(0, 50).Select(async n =>
        await SignInRig.Told(await SignInRig.Try(
            _rig.At(_rig.NewAddress(), node: n % 2 == 0 ? _rig.One : _rig.Other), _company.Email, SignInRig.Password, totp))));

    public sealed class Nodes() : SignInFixture(new()
    {
        ["Access:LoginTriesPerNetwork"] = "1000",
        ["Access:LoginTriesFromElsewhere"] = "1000",
    });
}
