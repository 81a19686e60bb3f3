using System.Text.Json;
using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.History;

/// <summary>
/// Writes a tenant's sealed history to a file that anyone with the public keys can verify without us. Personal values
/// stay encrypted. Lines of JSON: each block before its events, at the end a signed statement of how much there is.
/// </summary>
public sealed class HistoryExport
{
    private static readonly string RowsSql = EmbeddedSql.Beside<HistoryExport>("VerifyRows.sql");
    private static readonly string BlocksSql = EmbeddedSql.Beside<HistoryExport>("VerifyBlocks.sql");
    private readonly NpgsqlDataSource _source;
    private readonly SealKeys _keys;
    private readonly TimeProvider _clock;

    internal HistoryExport(DaemonConnections connections, SealOptions options, TimeProvider clock) =>
        (_source, _keys, _clock) = (connections.Pool, options.Keys, clock);

    /// <summary>Writes everything sealed until now.</summary>
    /// <param name="tenantId">Whose history.</param>
    /// <param name="to">Where; lines of JSON in UTF-8.</param>
    /// <param name="ct">Stops; what is written then lacks its end, and does not verify.</param>
    /// <returns>How many events were written.</returns>
    public async Task<long> Write(string tenantId, Stream to, CancellationToken ct)
    {
        await using var writer = new StreamWriter(to, leaveOpen: true);
        var last = await HistoryReader.LastRound(_source, ct);
        var (blocks, events, hash) = (0L, 0L, RoundMaker.NothingBefore);
        var mark = last?.Header.UpTo ?? 0;
        await using var rows = HistoryReader
            .Read(_source, RowsSql, HistoryRow.Read, ct, Sql.Text(tenantId), Sql.Number(mark)).GetAsyncEnumerator(ct);
        var more = await rows.MoveNextAsync();
        var found = HistoryReader.Read(
            _source, BlocksSql, HistoryReader.Block, ct, Sql.Text(tenantId), Sql.Number(last?.Header.Number ?? 0));
        await foreach (var block in found)
        {
            await Write(writer, new(Block: await WithRound(block, ct)));
            for (; more && rows.Current.Sequence <= block.Header.To; more = await rows.MoveNextAsync(), events++)
                await Write(writer, new(Row: rows.Current));
            hash = block.Header.Hash();
            blocks++;
        }

        await Write(writer, new(End: Sign(new(tenantId, mark, blocks, events, hash, Now(), _keys.CurrentId ?? "", []))));
        return events;
    }

    private static Task Write(StreamWriter writer, HistoryLine line) => writer.WriteLineAsync(JsonSerializer.Serialize(line));

    private async Task<ExportedBlock> WithRound(SealedBlock block, CancellationToken ct)
    {
        var round = await HistoryReader.Rounds(_source, block.Round - 1, ct, atMost: 1).FirstAsync(ct);
        var index = round.Blocks.ToList().FindIndex(reference => reference.TenantId == block.Header.TenantId);
        var leaves = round.Blocks.Select(reference => reference.Leaf()).ToArray();
        return new(block, round.Header, round.Signature, index, index < 0 ? [] : Merkle.Path(leaves, index));
    }

    private ExportEnd Sign(ExportEnd end) => end with { Signature = _keys.Sign(end.Hash()) };

    private DateTimeOffset Now()
    {
        var now = _clock.GetUtcNow();
        return new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }
}
