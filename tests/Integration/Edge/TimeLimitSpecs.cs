using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Live;
using SalesEngagement.Integration.Scheduling;

namespace SalesEngagement.Integration.Edge;

/// <summary>A request that hangs is broken off and says so; a connection that stays is none.</summary>
public sealed class TimeLimitSpecs
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_request_that_takes_too_long_is_broken_off_and_the_hub_stays_open()
    {
        var clock = new TravellingTime();
        await using var host = await TestHost.Start(
            new Dictionary<string, string> { ["Edge:RequestSeconds"] = "20" }, services => services.AddSingleton<TimeProvider>(clock));
        var admin = await host.Register();
        await using var live = await LiveClient.Connect(host, admin.Token);

        await using (var main = await Locked(host))
        {
            var hanging = admin.Client.Post("/api/v1/auth/login", new { email = "admin1@company1.example", password = TestHost.Password });
            await UntilSomebodyWaits(main);
            clock.Advance(TimeSpan.FromSeconds(19));
            hanging.IsCompleted.ShouldBeFalse();
            clock.Advance(TimeSpan.FromSeconds(1));
            await hanging.ShouldBeRefused(503, "too-slow");
            (await hanging).Headers.RetryAfter.ShouldNotBeNull();
        }

        await admin.Client.Post("/api/v1/auth/login", new { email = "admin1@company1.example", password = TestHost.Password }).ShouldBe(200);
        (await live.Subscribe("calls")).ShouldNotBeEmpty();
    }

    /// <summary>Somebody holds the table that a sign-in reads.</summary>
    private static async Task<NpgsqlConnection> Locked(TestHost host)
    {
        var open = new NpgsqlConnection(host.Database.Superuser);
        await open.OpenAsync(Ct);
        await using var begin = new NpgsqlCommand("begin; lock table engagement.credentials in access exclusive mode", open);
        await begin.ExecuteNonQueryAsync(Ct);
        return open;
    }

    private static async Task UntilSomebodyWaits(NpgsqlConnection open)
    {
        await using var waiting = new NpgsqlCommand(
            "select count(*) from pg_locks where not granted and relation = 'engagement.credentials'::regclass", open);
        while ((long)(await waiting.ExecuteScalarAsync(Ct))! == 0)
            await Task.Yield();
    }
}
