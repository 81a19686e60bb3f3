using Npgsql;
using SalesEngagement.Faults.Order;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Power;

/// <summary>
/// What was acknowledged is in the files at every moment. The copy is taken of what the processes have handed to the
/// operating system: it shows that commits are not acknowledged from PostgreSQL's memory. It does not show that the disk
/// keeps what it was told to keep: that is fsync's promise, which the settings are checked to ask for.
/// </summary>
internal sealed class PowerProof : IProof
{
    private const string SettingsSql = """
        select string_agg(name || '=' || setting, ', ' order by name) filter (where setting <> 'on')
        from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')
        """;

    public string Name => "power";

    public string Promise => "the files of a frozen server, copied and recovered, hold every acknowledged append";

    public async Task Run(ProofRun run, CancellationToken ct)
    {
        // How long PostgreSQL may keep what it acknowledged early; changes nothing for those who wait for the disk.
        var database = await run.StartDatabase(new Dictionary<string, string> { ["wal_writer_delay"] = "10s" }, ct);
        var copies = run.IsLong ? 20 : 3;
        await using (var superuser = NpgsqlDataSource.Create(database.Superuser))
        await using (var settings = superuser.CreateCommand(SettingsSql))
            run.Report.Exactly("durability settings not on", await settings.ExecuteScalarAsync(ct) is string ? 1 : 0, 0);
        var (acknowledged, lost) = await Cuts(run, database, database.Main, copies, ct);
        run.Report.Measure("images of the frozen server recovered", $"{copies}");
        run.Report.Measure("appends acknowledged before the freezes", $"{acknowledged:N0}");
        run.Report.Exactly("acknowledged appends lost", lost, 0);

        run.Say("the same with synchronous_commit=off");
        var relaxed = $"{database.Main};Options=-c synchronous_commit=off";
        (acknowledged, lost) = await Cuts(run, database, relaxed, run.IsLong ? 5 : 2, ct);
        run.Report.Control("synchronous_commit=off", $"{lost:N0} of {acknowledged:N0} lost", lost > 0);
    }

    private static async Task<(long Acknowledged, long Lost)> Cuts(
        ProofRun run, ProofDatabase database, string app, int copies, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(app);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var journal = new Journal();
        Task[] load = [.. Enumerable.Range(0, 8).Select(_ => Append(source, journal, stop.Token))];
        var (acknowledged, lost) = (0L, 0L);
        for (var copy = 1; copy <= copies; copy++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(700), ct);
            await using var image = await Image.Take(database, ct);
            // Everything journalled before the freeze; what comes after may or may not be in the image.
            var streams = journal.Until(image.FrozenAt);
            var found = await image.Recover(ct);
            var missing = streams.Count(stream => !found.Contains(stream));
            run.Say($"image {copy}: {streams.Count:N0} acknowledged, {missing:N0} lost");
            acknowledged += streams.Count;
            lost += missing;
        }

        await stop.CancelAsync();
        await Task.WhenAll(load);
        return (acknowledged, lost);
    }

    private static async Task Append(NpgsqlDataSource source, Journal journal, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var stream = Guid.CreateVersion7();
            await using (var append = await SqlAppend.Begin(source, CancellationToken.None))
            {
                await append.Open(stream, CancellationToken.None);
                await append.Commit(CancellationToken.None);
            }

            journal.Add(stream);
        }
    }
}
