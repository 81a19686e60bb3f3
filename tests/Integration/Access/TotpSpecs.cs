using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>A second factor from enrolment to removal.</summary>
public sealed class TotpSpecs(TotpSpecs.Nodes nodes) : IClassFixture<TotpSpecs.Nodes>, IAsyncLifetime
{
    private readonly SignInRig _rig = nodes.Rig;
    private readonly string _address = nodes.Rig.NewAddress();
    private Company _company = null!;

    private DateTimeOffset Now => _rig.Time.GetUtcNow();

    public async ValueTask InitializeAsync() => _company = await _rig.Register();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task an_enrolment_counts_once_its_first_code_has_confirmed_it()
    {
        (await TotpRig.IsOn(_rig, _company.AccessToken)).ShouldBeFalse();
        await TotpRig.Enrol(_rig, _company.AccessToken);
        (await TotpRig.IsOn(_rig, _company.AccessToken)).ShouldBeFalse();
        (await SignIn()).ShouldBe("200");

        var (_, recoveryCodes) = await TotpRig.TurnOn(_rig, _company.AccessToken);
        recoveryCodes.Distinct().Count().ShouldBe(10);
        (await TotpRig.IsOn(_rig, _company.AccessToken)).ShouldBeTrue();
        (await SignIn()).ShouldBe("401 totp-required");
    }

    [Fact]
    public async Task apps_can_scan_the_seed_that_people_can_type()
    {
        var enrolled = await _rig.At(null).Post(TotpRig.Totp, body: null, _company.AccessToken).Json();
        enrolled.Text("uri").ShouldBe(
            $"otpauth://totp/Sales%20engagement:{Uri.EscapeDataString(_company.Email)}?secret={enrolled.Text("secret")}"
            + "&issuer=Sales%20engagement&algorithm=SHA1&digits=6&period=30");
    }

    [Fact]
    public async Task until_it_is_confirmed_another_enrolment_takes_its_place()
    {
        var first = await TotpRig.Enrol(_rig, _company.AccessToken);
        var second = await TotpRig.Enrol(_rig, _company.AccessToken);
        await Confirm(first.Code(Now)).ShouldBeRefused(422, "invalid-totp");
        await Confirm(second.Code(Now)).ShouldBe(200);
        await Confirm(second.Code(Now, 1)).ShouldBeRefused(409, "totp-enabled");
        await _rig.At(null).Post(TotpRig.Totp, body: null, _company.AccessToken).ShouldBeRefused(409, "totp-enabled");
        (await SignIn(second.Code(Now, 1))).ShouldBe("200");
    }

    [Fact]
    public async Task without_enrolment_there_is_nothing_to_confirm_or_remove()
    {
        await Confirm("123456").ShouldBeRefused(409, "totp-not-enabled");
        await TotpRig.Remove(_rig, _company.AccessToken, "123456").ShouldBeRefused(409, "totp-not-enabled");
    }

    [Fact]
    public async Task the_second_factor_is_spoken_of_only_after_the_right_password()
    {
        var (app, recoveryCodes) = await TotpRig.TurnOn(_rig, _company.AccessToken);
        foreach (var totp in new[] { null, "000000", app.Code(Now), recoveryCodes[0] })
            (await SignIn(totp, SignInRig.Wrong)).ShouldBe("401 invalid-credentials");
        (await SignIn(app.Code(Now))).ShouldBe("200", "the wrong password used no code up");
        (await SignIn(recoveryCodes[0])).ShouldBe("200");
    }

    [Fact]
    public async Task a_code_is_good_once_and_none_before_it_is_any_more()
    {
        var (app, _) = await TotpRig.TurnOn(_rig, _company.AccessToken);
        (await SignIn(app.Code(Now, -1))).ShouldBe("401 invalid-totp", "it has confirmed the enrolment");
        (await SignIn(app.Code(Now, 1))).ShouldBe("200");
        (await SignIn(app.Code(Now, 1))).ShouldBe("401 invalid-totp");
        (await SignIn(app.Code(Now))).ShouldBe("401 invalid-totp", "older than one that was used");
        _rig.Time.Advance(TimeSpan.FromSeconds(60));
        (await SignIn(app.Code(Now))).ShouldBe("200");
    }

    [Fact]
    public async Task a_clock_may_be_one_step_off_and_not_two()
    {
        var (app, _) = await TotpRig.TurnOn(_rig, _company.AccessToken);
        _rig.Time.Advance(TimeSpan.FromMinutes(5));
        (await SignIn(app.Code(Now, -2))).ShouldBe("401 invalid-totp");
        (await SignIn(app.Code(Now, 2))).ShouldBe("401 invalid-totp");
        (await SignIn(app.Code(Now, -1))).ShouldBe("200");
        (await SignIn(app.Code(Now, 1))).ShouldBe("200");
    }

    [Fact]
    public async Task a_recovery_code_is_good_once_however_it_is_written()
    {
        var (_, codes) = await TotpRig.TurnOn(_rig, _company.AccessToken);
        (await SignIn(codes[3].ToUpperInvariant().Replace('-', ' '))).ShouldBe("200");
        (await SignIn(codes[3])).ShouldBe("401 invalid-totp");
        (await SignIn(codes[4])).ShouldBe("200");
    }

    [Theory]
    [InlineData("000000")]
    [InlineData("nonsense")]
    [InlineData("aaaa-aaaa-aaaa-aaaa")]
    public async Task a_wrong_code_opens_and_removes_nothing(string wrong)
    {
        await TotpRig.TurnOn(_rig, _company.AccessToken);
        (await SignIn(wrong)).ShouldBe("401 invalid-totp");
        var problem = await TotpRig.Remove(_rig, _company.AccessToken, wrong).ShouldBeRefused(422, "invalid-totp");
        problem.GetRawText().ShouldNotContain(wrong);
        (await TotpRig.IsOn(_rig, _company.AccessToken)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task its_owner_removes_it_with_a_code_or_a_recovery_code(bool byApp)
    {
        var (app, codes) = await TotpRig.TurnOn(_rig, _company.AccessToken);
        await TotpRig.Remove(_rig, _company.AccessToken, byApp ? app.Code(Now) : codes[0]).ShouldBe(204);
        (await TotpRig.IsOn(_rig, _company.AccessToken)).ShouldBeFalse();
        (await SignIn()).ShouldBe("200");

        var (_, anew) = await TotpRig.TurnOn(_rig, _company.AccessToken);
        (await SignIn(codes[1])).ShouldBe("401 invalid-totp", "recovery codes go with their factor");
        (await SignIn(anew[1])).ShouldBe("200");
    }

    [Fact]
    public async Task an_admin_removes_that_of_a_colleague_and_nobody_else_s()
    {
        var rep = await _company.SignedInAs("rep");
        await TotpRig.TurnOn(_rig, rep);
        await TotpRig.TurnOn(_rig, _company.AccessToken);
        var repId = (await _rig.At(null).Get("/api/v1/auth/me", rep).Json()).GetProperty("id").GetGuid();
        var stranger = await _rig.Register();

        await RemoveOf(repId, rep).ShouldBeRefused(403, "forbidden");
        await RemoveOf(repId, stranger.AccessToken).ShouldBeRefused(404, "not-found");
        await RemoveOf(Guid.CreateVersion7(), _company.AccessToken).ShouldBeRefused(404, "not-found");
        await RemoveOf(_company.AdminId, _company.AccessToken).ShouldBeRefused(409, "own-second-factor");
        (await TotpRig.IsOn(_rig, rep)).ShouldBeTrue();

        await RemoveOf(repId, _company.AccessToken).ShouldBe(204);
        await RemoveOf(repId, _company.AccessToken).ShouldBe(204);
        (await TotpRig.IsOn(_rig, rep)).ShouldBeFalse();
        (await TotpRig.IsOn(_rig, _company.AccessToken)).ShouldBeTrue();
    }

    private Task<HttpResponseMessage> Confirm(string totp) =>
        _rig.At(null).Post(TotpRig.Confirm, new { totp }, _company.AccessToken);

    private Task<HttpResponseMessage> RemoveOf(Guid user, string token) =>
        _rig.At(null).Send(HttpMethod.Delete, $"/api/v1/users/{user}/totp", body: null, token);

    private async Task<string> SignIn(string? totp = null, string password = SignInRig.Password) =>
        await SignInRig.Told(await SignInRig.Try(_rig.At(_address), _company.Email, password, totp));

    /// <summary>What codes do is looked at here; that they are throttled has tests of its own.</summary>
    public sealed class Nodes() : SignInFixture(new() { ["Access:LoginTries"] = "50" });
}
