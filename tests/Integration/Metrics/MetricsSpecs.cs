using System.Globalization;
using System.Net.Http.Headers;
using Npgsql;
using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.Metrics;

/// <summary>What an operator's Prometheus gets from a Host, as a process of its own so that nothing else is counted.</summary>
public sealed class MetricsSpecs
{
    private const string Token = "an-operator-token-for-tests";
    private const int TransactionsSince = 5000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task lag_batches_throughput_dead_letters_owner_and_rebuilds_are_told()
    {
        await using var database = await TestDatabase.Create();
        var settings = Of(database);
        await using (var before = await HostProcess.Serve(settings))
        {
            using var asked = ClientOf(before);
            await AtRestAndHeldBack(asked, settings);
        }

        // An event that nobody can read parks its stream. A node that has read it before might still have it in memory.
        await Execute(database, """update public.mt_events set data = '"damaged"' where seq_id = (select max(seq_id) from public.mt_events)""");
        await using var host = await HostProcess.Serve(settings);
        using var client = ClientOf(host);
        await Done(settings, "projections", "resume", "ContactCard");
        await Told(client, "engagement_shard_dead_letters_total{shard=\"ContactCard:All\"}", value => value == 1);
        await Told(client, "engagement_shard_parked{shard=\"ContactCard:All\"}", value => value == 1);

        var rebuild = Done(settings, "projections", "rebuild", "ContactTimeline", "--limit", "2");
        await Told(client, "engagement_shard_rebuild_left{shard=\"ContactTimeline:All\"}", value => value > 0);
        await Told(client, "engagement_shard_rebuild_done{shard=\"ContactTimeline:All\"}", value => value > 0);
        await Told(client, "engagement_shard_rebuild_rate{shard=\"ContactTimeline:All\"}", value => value > 0);
        await rebuild;
        await Told(client, "engagement_shard_rebuild_left{shard=\"ContactTimeline:All\"}", value => value == 0);

        // Somebody else's transaction, of another database, keeps old versions of our rows.
        await using var keys = NpgsqlDataSource.Create(database.KeysSuperuser);
        await using var stranger = await keys.OpenConnectionAsync(Ct);
        await using var old = await stranger.BeginTransactionAsync(Ct);
        await Run(stranger, "select pg_current_xact_id()");
        await using var others = await keys.OpenConnectionAsync(Ct);
        await Run(others, $"do 'begin for i in 1..{TransactionsSince} loop perform pg_current_xact_id(); commit; end loop; end'");

        await Told(client, "engagement_horizon", value => value >= TransactionsSince);
    }

    [Fact(Timeout = 180_000)]
    public async Task a_collector_that_the_environment_names_is_sent_the_same()
    {
        await using var database = await TestDatabase.Create();
        await using var collector = await Collector.Start();
        var settings = Of(database);
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        settings["OTEL_METRIC_EXPORT_INTERVAL"] = "500";
        await using var host = await HostProcess.Serve(settings);

        await Eventually.True(() => collector.Heard("/v1/metrics", "engagement.shard.lag.time") && collector.Heard("/v1/metrics", "ContactCard:All"));
        collector.Heard("/v1/metrics", "engagement.shard.nonsense").ShouldBeFalse();
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static HttpClient ClientOf(HostProcess host)
    {
        var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    private static async Task AtRestAndHeldBack(HttpClient client, Dictionary<string, string> settings)
    {
        await Done(settings, "seed", "--contacts", "12");

        // At rest: everything is processed, and this node owns it.
        await Told(client, "engagement_shard_lag{shard=\"ContactCard:All\"}", value => value == 0);
        await Told(client, "engagement_shard_lag_time_seconds{shard=\"ContactCard:All\"}", value => value == 0);
        await Told(client, "engagement_shard_owned{shard=\"ContactCard:All\"}", value => value == 1);
        await Told(client, "engagement_shard_events_total{shard=\"ContactCard:All\"}", value => value == 12);
        await Told(client, "engagement_shard_batch_milliseconds_count{shard=\"ContactCard:All\"}", value => value >= 1);
        await Told(client, "engagement_shard_batch_milliseconds_sum{shard=\"ContactCard:All\"}", value => value > 0);

        // Held back it lags.
        await Done(settings, "projections", "pause", "ContactCard");
        await Done(settings, "seed", "--contacts", "13");
        await Told(client, "engagement_shard_lag{shard=\"ContactCard:All\"}", value => value > 0);
        await Told(client, "engagement_shard_lag_time_seconds{shard=\"ContactCard:All\"}", value => value > 0);
    }

    private static async Task Told(HttpClient client, string series, Func<double, bool> isRight)
    {
        var last = "";
        try
        {
            await Eventually.True(async () =>
            {
                last = await client.GetStringAsync("/metrics", Ct);
                return ValueOf(last, series) is { } value && isRight(value);
            });
        }
        catch (ShouldAssertException)
        {
            last.ShouldBeNull($"{series} was never as it should be.");
        }
    }

    private static double? ValueOf(string text, string series) => text.Split('\n')
        .Where(line => line.StartsWith($"{series} ", StringComparison.Ordinal))
        .Select(line => (double?)double.Parse(line[(series.Length + 1)..], CultureInfo.InvariantCulture))
        .SingleOrDefault();

    private static async Task Done(Dictionary<string, string> settings, params string[] verb)
    {
        var (code, output, error) = await HostProcess.Run(settings, verb);
        code.ShouldBe(0, $"{output}\n{error}");
    }

    private static Dictionary<string, string> Of(TestDatabase database) => new()
    {
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["ConnectionStrings__Main"] = database.Main,
        ["ConnectionStrings__Daemon"] = database.Daemon,
        ["ConnectionStrings__Keys"] = database.Keys,
        ["Privacy__MasterKeys"] = TestHost.MasterKey,
        ["Access__PasswordIterations"] = "100000",
        ["Edge__AddressRateLimit"] = "1000000", // It is asked again and again.
        ["Operations__Token"] = Token,
        ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
    };

    private static async Task Execute(TestDatabase database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.Superuser);
        await using var command = source.CreateCommand(sql);
        (await command.ExecuteNonQueryAsync(Ct)).ShouldBe(1);
    }
}
