using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.History;

/// <summary>
/// Compares the database with what was sealed: rows with blocks, blocks with rounds, rounds with the anchor. Reads only,
/// in bounded memory, while others append and the sealer seals.
/// </summary>
public sealed class HistoryVerifier
{
    private static readonly string MarkSql = EmbeddedSql.Beside<HistoryVerifier>("VerifyMark.sql");
    private static readonly string TenantsSql = EmbeddedSql.Beside<HistoryVerifier>("VerifyTenants.sql");
    private static readonly string RowsSql = EmbeddedSql.Beside<HistoryVerifier>("VerifyRows.sql");
    private static readonly string BlocksSql = EmbeddedSql.Beside<HistoryVerifier>("VerifyBlocks.sql");
    private static readonly string HeadersSql = EmbeddedSql.Beside<HistoryVerifier>("VerifyHeaders.sql");
    private static readonly string StraySql = EmbeddedSql.Beside<HistoryVerifier>("VerifyStray.sql");
    private readonly NpgsqlDataSource _source;
    private readonly SealKeys _keys;

    internal HistoryVerifier(DaemonConnections connections, SealOptions options) =>
        (_source, _keys) = (connections.Pool, options.Keys);

    /// <summary>Verifies one tenant's sealed history, or everybody's.</summary>
    /// <param name="tenantId">The tenant; null for all.</param>
    /// <param name="anchor">Where super-roots were kept; null to leave the comparison out.</param>
    /// <param name="ct">Stops.</param>
    public async Task<HistoryReport> Verify(string? tenantId, IHistoryAnchor? anchor, CancellationToken ct)
    {
        var (round, mark) = await HistoryReader
            .Read(_source, MarkSql, row => (row.GetInt64(0), row.GetInt64(1)), ct, Sql.Text("HistorySeal:All")).SingleAsync(ct);
        await using var cursor = anchor is null ? null : new AnchorCursor(anchor, ct);
        var rounds = new RoundsCheck(_keys, cursor, tenantId);
        await Check(rounds, round, tenantId, ct);

        var reports = new List<TenantReport>();
        IReadOnlyList<string> tenants = tenantId is not null
            ? [tenantId]
            : await HistoryReader.Read(_source, TenantsSql, row => row.GetString(0), ct).ToListAsync(ct);
        foreach (var tenant in tenants)
            reports.Add(Merge(await Check(tenant, round, mark, ct), rounds.Of(tenant)));
        var stray = tenantId is null ? await Stray(mark, ct) : null;
        return new(reports, rounds.Rounds, rounds.Anchored, rounds.Fault ?? stray);
    }

    // What is behind the last block looks inserted; when a round knows of later blocks, those were taken away.
    private static TenantReport Merge(TenantReport report, HistoryFault? ofRounds) =>
        report.Fault is null or { Block: null } && ofRounds is not null ? report with { Fault = ofRounds } : report;

    private async Task Check(RoundsCheck check, long upTo, string? tenantId, CancellationToken ct)
    {
        await using var blocks = HistoryReader.Read(
            _source, HeadersSql, HistoryReader.Block, ct, Sql.Number(upTo),
            new() { Value = (object?)tenantId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar }).GetAsyncEnumerator(ct);
        var more = await blocks.MoveNextAsync();
        await foreach (var round in HistoryReader.Rounds(_source, above: 0, ct, atMost: upTo))
        {
            var mine = new List<SealedBlock>();
            for (; more && blocks.Current.Round <= round.Header.Number; more = await blocks.MoveNextAsync())
                mine.Add(blocks.Current);
            await check.Next(round, mine);
        }

        await check.End(number => HistoryReader.Rounds(_source, number - 1, ct, atMost: 1).AnyAsync(found => found.Header.Number == number, ct).AsTask());
    }

    private async Task<TenantReport> Check(string tenant, long round, long mark, CancellationToken ct)
    {
        var check = new TenantCheck(tenant, _keys);
        await using var rows = HistoryReader
            .Read(_source, RowsSql, HistoryRow.Read, ct, Sql.Text(tenant), Sql.Number(mark)).GetAsyncEnumerator(ct);
        var more = await rows.MoveNextAsync();
        var blocks = HistoryReader.Read(_source, BlocksSql, HistoryReader.Block, ct, Sql.Text(tenant), Sql.Number(round));
        await foreach (var block in blocks)
        {
            check.Next(block, rowsEnded: !more);
            for (; more && check.Fault is null && rows.Current.Sequence <= block.Header.To; more = await rows.MoveNextAsync())
                check.Row(rows.Current);
            if (check.Fault is not null)
                return check.Report;
        }

        check.End(rowsEnded: !more);
        if (more)
            check.Row(rows.Current);
        return check.Report;
    }

    private async Task<HistoryFault?> Stray(long mark, CancellationToken ct) =>
        await HistoryReader.Read(
            _source, StraySql,
            row => new HistoryFault(HistoryFaultKind.Inserted, null, null, null, row.GetInt64(0), row.GetGuid(1)),
            ct, Sql.Number(mark)).FirstOrDefaultAsync(ct);
}
