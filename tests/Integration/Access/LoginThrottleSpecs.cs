using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>Nobody guesses for long, and nobody's guessing locks anybody else out.</summary>
public sealed class LoginThrottleSpecs(LoginThrottleSpecs.Nodes nodes) : IClassFixture<LoginThrottleSpecs.Nodes>, IAsyncLifetime
{
    private const string Refused = "401 invalid-credentials";
    private readonly SignInRig _rig = nodes.Rig;
    private readonly string _attacker = nodes.Rig.NewAddress();
    private readonly string _home = nodes.Rig.NewAddress();
    private Company _company = null!;

    public async ValueTask InitializeAsync() => _company = await _rig.Register();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task after_five_wrong_passwords_each_wait_is_twice_the_one_before_up_to_the_longest()
    {
        var attacker = _rig.At(_attacker);
        (await SignInRig.TryWrong(attacker, _company.Email, 6)).ShouldBe(
            [Refused, Refused, Refused, Refused, Refused, "429 login-throttled 30"]);
        var waits = new List<string>();
        for (var wait = 30; waits.Count < 6; wait = Math.Min(wait * 2, 900))
        {
            _rig.Time.Advance(TimeSpan.FromSeconds(wait - 1));
            (await SignInRig.TryWrong(attacker, _company.Email, 1)).ShouldBe(["429 login-throttled 1"]);
            _rig.Time.Advance(TimeSpan.FromSeconds(1));
            waits.AddRange(await SignInRig.TryWrong(attacker, _company.Email, 2) is [Refused, var told] ? [told] : ["not so"]);
        }

        waits.ShouldBe([
            "429 login-throttled 60", "429 login-throttled 120", "429 login-throttled 240", "429 login-throttled 480",
            "429 login-throttled 900", "429 login-throttled 900"]);
        _rig.Time.Advance(TimeSpan.FromHours(1));
        (await SignInRig.TryWrong(attacker, _company.Email, 5)).ShouldAllBe(answer => answer == Refused, "forgotten");
    }

    [Fact]
    public async Task an_address_without_account_is_throttled_just_the_same()
    {
        var (known, unknown) = (_rig.At(_attacker), _rig.At(_rig.NewAddress()));
        var nobody = Company.NewEmail();
        (await SignInRig.TryWrong(unknown, nobody, 7)).ShouldBe(await SignInRig.TryWrong(known, _company.Email, 7));
        var (one, other) = (await SignInRig.Try(unknown, nobody).Json(), await SignInRig.Try(known, _company.Email).Json());
        one.Text("detail").ShouldBe(other.Text("detail"));
    }

    [Fact]
    public async Task when_throttled_not_even_the_right_password_is_looked_at()
    {
        var attacker = _rig.At(_attacker);
        await SignInRig.TryWrong(attacker, _company.Email, 5);
        await SignInRig.Try(attacker, _company.Email, SignInRig.Password).ShouldBeRefused(429, "login-throttled");
        _rig.Time.Advance(TimeSpan.FromSeconds(30));
        await SignInRig.Try(attacker, _company.Email, SignInRig.Password).ShouldBe(200);
    }

    [Fact]
    public async Task the_owner_s_device_is_not_locked_out_even_from_the_attacker_s_own_network()
    {
        var owner = _rig.At(_attacker, keepsCookies: true);
        await SignInRig.Try(owner, _company.Email, SignInRig.Password).ShouldBe(200);
        await SignInRig.TryWrong(_rig.At(_attacker), _company.Email, 20);
        await SignInRig.Try(owner, _company.Email, SignInRig.Password).ShouldBe(200);
        await SignInRig.Try(_rig.At(_attacker), _company.Email, SignInRig.Password)
            .ShouldBeRefused(429, "login-throttled"); // So it is the cookie.
    }

    [Fact]
    public async Task the_owner_is_not_locked_out_on_another_network()
    {
        await SignInRig.TryWrong(_rig.At(_attacker), _company.Email, 20);
        await SignInRig.Try(_rig.At(_home), _company.Email, SignInRig.Password).ShouldBe(200);
    }

    [Fact]
    public async Task a_device_has_a_limit_of_its_own()
    {
        var device = _rig.At(_home, keepsCookies: true);
        await SignInRig.Try(device, _company.Email, SignInRig.Password).ShouldBe(200);
        (await SignInRig.TryWrong(device, _company.Email, 6)).ShouldBe(
            [Refused, Refused, Refused, Refused, Refused, "429 login-throttled 30"]);
        await SignInRig.Try(_rig.At(_home), _company.Email, SignInRig.Password).ShouldBe(200);
    }

    [Fact]
    public async Task a_network_has_a_limit_over_all_accounts_that_others_do_not_feel()
    {
        var attacker = _rig.At(_attacker);
        for (var n = 0; n < 12; n++)
            (await SignInRig.TryWrong(attacker, Company.NewEmail(), 1)).ShouldBe([Refused]);
        (await SignInRig.TryWrong(attacker, Company.NewEmail(), 1)).ShouldBe(["429 login-throttled 900"]);
        await SignInRig.Try(_rig.At(_home), _company.Email, SignInRig.Password).ShouldBe(200);
        _rig.Time.Advance(TimeSpan.FromMinutes(15));
        (await SignInRig.TryWrong(attacker, Company.NewEmail(), 1)).ShouldBe([Refused]);
    }

    [Fact]
    public async Task successes_neither_use_up_a_network_s_tries_nor_win_any_back()
    {
        var office = _rig.At(_attacker);
        for (var n = 0; n < 15; n++)
            await SignInRig.Try(office, _company.Email, SignInRig.Password).ShouldBe(200);
        var answers = new List<string>();
        for (var n = 0; n < 13; n++)
        {
            answers.AddRange(await SignInRig.TryWrong(office, Company.NewEmail(), 1));
            if (answers[^1] == Refused && n < 12)
                await SignInRig.Try(office, _company.Email, SignInRig.Password);
        }

        answers.Count(answer => answer == Refused).ShouldBe(12);
        answers[^1].ShouldBe("429 login-throttled 900");
    }

    [Fact]
    public async Task an_account_has_a_limit_over_all_networks_that_it_never_signed_in_from()
    {
        await SignInRig.Try(_rig.At(_home), _company.Email, SignInRig.Password).ShouldBe(200);
        for (var n = 0; n < 12; n++)
            (await SignInRig.TryWrong(_rig.At(_rig.NewAddress()), _company.Email, 1)).ShouldBe([Refused]);
        (await SignInRig.TryWrong(_rig.At(_attacker), _company.Email, 1)).ShouldBe(["429 login-throttled 3600"]);
        (await SignInRig.TryWrong(_rig.At(_attacker), Company.NewEmail(), 1)).ShouldBe([Refused], "another account");
        await SignInRig.Try(_rig.At(_home), _company.Email, SignInRig.Password).ShouldBe(200);
    }

    [Fact]
    public async Task all_nodes_count_together_and_addresses_of_one_household_too()
    {
        var (one, other) = (_rig.At("2001:db8:1:2::1"), _rig.At("2001:db8:1:2::ffff", node: _rig.Other));
        (await SignInRig.TryWrong(one, _company.Email, 3)).ShouldAllBe(answer => answer == Refused);
        (await SignInRig.TryWrong(other, _company.Email, 3)).ShouldBe([Refused, Refused, "429 login-throttled 30"]);
        (await SignInRig.TryWrong(one, _company.Email, 1)).ShouldBe(["429 login-throttled 30"]);
    }

    public sealed class Nodes() : SignInFixture(new()
    {
        ["Access:LoginTriesPerNetwork"] = "12",
        ["Access:LoginTriesFromElsewhere"] = "12",
    });
}
