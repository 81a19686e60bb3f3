using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>How tries are counted, each on databases of its own.</summary>
public sealed class LoginTriesSpecs : IAsyncLifetime
{
    private const string Refused = "401 invalid-credentials";
    private const string Attacker = "203.0.113.9";
    private SignInRig _rig = null!;
    private Company _company = null!;

    public async ValueTask InitializeAsync()
    {
        _rig = await SignInRig.Start();
        _company = await _rig.Register();
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task of_fifty_guesses_at_once_on_two_nodes_five_are_looked_at() =>
        (await FiftyAtOnce()).ShouldBe(5);

    [Fact]
    public async Task counting_without_the_row_s_lock_would_look_at_more()
    {
        // Everybody looks before anybody counts: the first eight wait for each other.
        await _rig.Execute("""
            create sequence public.looks;
            grant usage, select on public.looks to public;
            create or replace function engagement.take_login_try(
              p_buckets bytea[], p_limits integer[], p_windows integer[], p_delays integer[], p_longest integer, p_now timestamptz)
            returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
            declare seen integer := (select coalesce(max(tries), 0) from engagement.login_tries where bucket = p_buckets[1]);
            begin
              perform nextval('public.looks');
              while (select last_value from public.looks) < 8 and clock_timestamp() < statement_timestamp() + interval '10 s' loop
                perform pg_sleep(0.01);
              end loop;
              if seen >= p_limits[1] then return 30; end if;
              insert into engagement.login_tries as t values (p_buckets[1], 1, p_now, p_now + interval '1 hour')
              on conflict (bucket) do update set tries = t.tries + 1;
              return 0;
            end $$
            """);
        (await FiftyAtOnce()).ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task who_tries_also_clears_up()
    {
        for (var n = 0; n < 8; n++)
            await SignInRig.TryWrong(_rig.At(_rig.NewAddress()), Company.NewEmail(), 1);
        (await _rig.Scalar<long>("select count(*) from engagement.login_tries")).ShouldBeGreaterThan(20);
        _rig.Time.Advance(TimeSpan.FromHours(2));
        await SignInRig.TryWrong(_rig.At(Attacker), Company.NewEmail(), 2);
        (await _rig.Scalar<long>("select count(*) from engagement.login_tries")).ShouldBeLessThanOrEqualTo(5);
    }

    private async Task<int> FiftyAtOnce()
    {
        var clients = new[] { _rig.At(Attacker), _rig.At(Attacker, node: _rig.Other) };
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => SignInRig.Try(clients[n % 2], _company.Email)));
        var told = await Task.WhenAll(answers.Select(SignInRig.Told));
        told.ShouldAllBe(answer => answer == Refused || answer.StartsWith("429 login-throttled", StringComparison.Ordinal));
        return told.Count(answer => answer == Refused);
    }
}
