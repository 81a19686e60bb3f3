using SalesEngagement.EventStore.History;

namespace SalesEngagement.Faults.Tamper;

/// <summary>
/// Rewrites history as well as it can be done: one event is changed, and every block and round from there on is made anew
/// just as the sealer made it, times and all, so that roots and chains fit. Only the key is another, or it was stolen.
/// </summary>
internal sealed class Forger(Victim victim, SealKeys keys)
{
    private const string Forged = """{"Amount": 1000000}""";

    /// <summary>Changes the event and forges everything behind it.</summary>
    public async Task Rewrite(SealedEvent target, CancellationToken ct)
    {
        var later = await HistoryReader.Rounds(victim.Daemon, target.Round - 1, ct).ToListAsync(ct);
        await victim.Tamper(
            $"""
            update mt_events set data = data || '{Forged}' where seq_id = {target.Sequence};
            delete from engagement.history_blocks where round >= {target.Round};
            delete from engagement.history_rounds where number >= {target.Round}
            """,
            ct);
        foreach (var round in later)
            await Forge(round.Header, ct);
    }

    private async Task Forge(RoundHeader was, CancellationToken ct)
    {
        var rows = await Sealer.Rows(was.From - 1, was.UpTo, victim.Daemon, ct);
        var heads = await Sealer.Heads(rows.Select(row => row.TenantId), victim.Daemon, ct);
        var last = await HistoryReader.LastRound(victim.Daemon, ct);
        var (round, blocks) = RoundMaker.Make(rows, (was.From, was.UpTo), heads, last, keys, was.SealedAt);
        await using var batch = victim.Daemon.CreateBatch();
        SealWriter.Add(batch, round, blocks);
        await batch.ExecuteNonQueryAsync(ct);
    }
}
