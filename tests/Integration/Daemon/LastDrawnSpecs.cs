using Npgsql;
using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.Integration.Daemon;

/// <summary>
/// The mark rests on the last number drawn: said too high by one, somebody who draws that number later is skipped. Asked
/// while others draw as fast as they can, it must be below the next number that the asker draws.
/// </summary>
public sealed class LastDrawnSpecs
{
    private const string PlainSql = "select s.last_value from public.mt_events_sequence s";

    private const string Create = """
        create function public.times_too_high(asked text, times int) returns int language plpgsql as $$
        declare said bigint; wrong int := 0;
        begin
          for i in 1..times loop
            execute asked into said;
            if said >= nextval('public.mt_events_sequence') then wrong := wrong + 1; end if;
          end loop;
          return wrong;
        end $$
        """;

    private const string Draw = """
        do $$ begin
          for i in 1..10000 loop perform nextval('public.mt_events_sequence'); end loop;
        end $$
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_mark_asks_is_never_above_what_was_drawn_and_a_plain_select_is()
    {
        await using var database = await TestDatabase.Create();
        await using var source = NpgsqlDataSource.Create(database.Superuser);
        await Run(source, Create);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Task[] drawing = [Drawing(source, stop.Token), Drawing(source, stop.Token)];

        int wrong = 0, wrongIfPlain = 0;
        for (var round = 0; round < 3 || (wrongIfPlain == 0 && round < 200); round++)
        {
            wrong += await TooHigh(source, HighWaterDetector.LastDrawnSql);
            wrongIfPlain += await TooHigh(source, PlainSql);
        }

        await stop.CancelAsync();
        await Task.WhenAll(drawing);
        wrongIfPlain.ShouldBeGreaterThan(0);
        wrong.ShouldBe(0);
    }

    private static async Task Drawing(NpgsqlDataSource source, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
            await Run(source, Draw);
    }

    private static async Task<int> TooHigh(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand("select public.times_too_high($1, 20000)");
        command.Parameters.Add(new() { Value = sql });
        return (int)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static async Task Run(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
