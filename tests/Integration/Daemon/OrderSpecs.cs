using Npgsql;
using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.Integration.Daemon;

/// <summary>No reader passes a number that may still appear, and none waits for one that cannot.</summary>
public sealed class OrderSpecs
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_skipped_under_slow_and_rolled_back_appends_where_a_naive_reader_skips()
    {
        await using var database = await Node.Database();
        await using var app = NpgsqlDataSource.Create(database.Main);
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        var detector = new HighWaterDetector(daemon);
        var (careful, naive) = (new Reader(daemon), new Reader(daemon));
        var chance = new Random(20260105);
        var open = new List<Appender>();
        var committed = new List<long>();
        for (var step = 0; step < 600; step++)
        {
            if (open.Count < 12 && chance.NextDouble() < 0.55)
                open.Add(await Appender.Begin(app));
            else if (open.Count > 0)
                await End(open, chance, committed);
            while (await detector.Advance(Ct)) { }
            await careful.ReadUpTo(detector.Mark, Ct);
            await naive.ReadUpTo(long.MaxValue, Ct);
        }

        while (open.Count > 0)
            await End(open, chance, committed);
        while (await detector.Advance(Ct)) { }
        await careful.ReadUpTo(detector.Mark, Ct);
        await naive.ReadUpTo(long.MaxValue, Ct);

        committed.Sort();
        careful.Seen.ShouldBe(committed);
        committed.Except(naive.Seen).Count().ShouldBeGreaterThan(0, "the load does not tell a careless reader from a careful one");
    }

    [Fact]
    public async Task A_frozen_appender_holds_the_mark_below_its_number_until_it_ends()
    {
        await using var database = await Node.Database();
        await using var app = NpgsqlDataSource.Create(database.Main);
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        var detector = new HighWaterDetector(daemon);
        await (await Appender.Begin(app)).Commit();
        var frozen = await Appender.Begin(app);
        var later = await Appender.Begin(app);
        await later.Commit();
        while (await detector.Advance(Ct)) { }
        detector.Mark.ShouldBe(frozen.Sequence - 1);
        detector.AtGap.ShouldBeTrue();

        await frozen.RollBack();
        while (await detector.Advance(Ct)) { }

        detector.Mark.ShouldBe(later.Sequence);
        (await Skips(daemon)).ShouldBe([(frozen.Sequence, frozen.Sequence)]);
    }

    [Fact]
    public async Task An_event_waits_for_no_appender_that_began_after_it()
    {
        await using var database = await Node.Database();
        await using var app = NpgsqlDataSource.Create(database.Main);
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        var detector = new HighWaterDetector(daemon);
        var held = new List<Appender>();
        var last = 0L;
        for (var i = 0; i < 3; i++)
        {
            held.Add(await Appender.Begin(app));
            var between = await Appender.Begin(app);
            await between.Commit();
            last = i < 2 ? between.Sequence : last;
            while (await detector.Advance(Ct)) { }
        }

        await held[0].RollBack();
        while (await detector.Advance(Ct)) { }
        await held[1].RollBack();
        while (await detector.Advance(Ct)) { }

        detector.Mark.ShouldBe(last);
        detector.InFlight.ShouldBe(1);
        await held[2].RollBack();
    }

    [Fact]
    public async Task Dead_numbers_are_recorded_in_spans_and_transactions_that_do_not_append_hold_nothing_back()
    {
        await using var database = await Node.Database();
        await using var app = NpgsqlDataSource.Create(database.Main);
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        await using var stranger = await daemon.OpenConnectionAsync(Ct);
        await using var old = await stranger.BeginTransactionAsync(Ct);
        await using var busy = new NpgsqlCommand("select pg_current_xact_id(), nextval('mt_events_sequence') is null", stranger);
        await Should.ThrowAsync<PostgresException>(() => busy.ExecuteNonQueryAsync(Ct));
        var detector = new HighWaterDetector(daemon);
        await (await Appender.Begin(app)).Commit();
        await (await Appender.Begin(app)).RollBack();
        await (await Appender.Begin(app)).RollBack();
        await (await Appender.Begin(app)).Commit();
        await (await Appender.Begin(app)).RollBack();
        await (await Appender.Begin(app)).Commit();

        while (await detector.Advance(Ct)) { }
        await detector.Save(Ct);

        detector.Mark.ShouldBe(6);
        (await Skips(daemon)).ShouldBe([(2, 3), (5, 5)]);
        var restarted = new HighWaterDetector(daemon);
        await restarted.Load(Ct);
        restarted.Mark.ShouldBe(6);
    }

    [Fact]
    public async Task The_saved_mark_never_goes_back()
    {
        await using var database = await Node.Database();
        await using var app = NpgsqlDataSource.Create(database.Main);
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        var (ahead, behind) = (new HighWaterDetector(daemon), new HighWaterDetector(daemon));
        await (await Appender.Begin(app)).Commit();
        await behind.Advance(Ct);
        await (await Appender.Begin(app)).Commit();
        await ahead.Advance(Ct);

        await ahead.Save(Ct);
        await behind.Save(Ct);

        var third = new HighWaterDetector(daemon);
        await third.Load(Ct);
        third.Mark.ShouldBe(2);
    }

    private static async Task End(List<Appender> open, Random chance, List<long> committed)
    {
        var one = open[chance.Next(open.Count)];
        open.Remove(one);
        if (chance.NextDouble() < 0.15)
        {
            await one.RollBack();
            return;
        }

        await one.Commit();
        committed.Add(one.Sequence);
    }

    private static async Task<List<(long From, long To)>> Skips(NpgsqlDataSource daemon)
    {
        await using var command = daemon.CreateCommand(
            "select starting_sequence, ending_sequence from mt_high_water_skips order by 1");
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var spans = new List<(long, long)>();
        while (await reader.ReadAsync(Ct))
            spans.Add((reader.GetInt64(0), reader.GetInt64(1)));
        return spans;
    }

    /// <summary>Reads on from the last number it has seen, or from the mark it was told.</summary>
    private sealed class Reader(NpgsqlDataSource daemon)
    {
        private long _position;

        public List<long> Seen { get; } = [];

        public async Task ReadUpTo(long mark, CancellationToken ct)
        {
            await using var command = daemon.CreateCommand(
                "select seq_id from mt_events where seq_id > $1 and seq_id <= $2 order by seq_id");
            command.Parameters.Add(new() { Value = _position });
            command.Parameters.Add(new() { Value = mark });
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                Seen.Add(reader.GetInt64(0));
            _position = mark != long.MaxValue ? mark : Seen.LastOrDefault(_position);
        }
    }
}
