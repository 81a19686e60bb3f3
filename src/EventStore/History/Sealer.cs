using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.History;

/// <summary>
/// Seals what all tenants append, round by round, a fraction of a second behind the mark. Two sealers at once cannot fork
/// a chain: blocks, round and checkpoint are one transaction, the checkpoint is compared and set, the numbers are unique.
/// </summary>
internal sealed class Sealer(ShardContext context, SealOptions options) : IShard
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly string RowsSql = EmbeddedSql.Beside<Sealer>("SealRows.sql");
    private static readonly string HeadsSql = EmbeddedSql.Beside<Sealer>("SealHeads.sql");
    private static readonly string Shard = ShardName.OfName("HistorySeal");
    private readonly Pace _pace = context.PaceOf(Shard);
    private readonly Anchoring _anchoring = new(options.Anchor, context.Connections);

    /// <inheritdoc/>
    public string Name => Shard;

    /// <inheritdoc/>
    public ShardKind Kind => ShardKind.Seal;

    private NpgsqlDataSource Source => context.Connections.Pool;

    /// <inheritdoc/>
    public async Task Follow(CancellationToken ct)
    {
        await Checkpoints.Start(Name, 0, Source, ct);
        var position = await Checkpoints.Load(Name, Source, ct) ?? throw new CheckpointMovedException(Name);
        await _anchoring.CatchUp(ct);
        while (true)
        {
            await _pace.WaitBeyond(position, Tick, ct);
            if (_pace.Ceiling <= position)
                continue;
            if (_pace.Ceiling - position < options.RoundSize)
                await Task.Delay(options.Interval, context.Clock, ct);
            position = await Seal(position, ct);
        }
    }

    /// <summary>What there is to seal above a sequence; of each row only its hash is kept, however large it is.</summary>
    public static ValueTask<List<(string TenantId, LeafEntry Entry)>> Rows(
        long above, long upTo, NpgsqlDataSource source, CancellationToken ct)
    {
        var bytes = new Canonical();
        return HistoryReader.Read(source, RowsSql, HistoryRow.Read, ct, Sql.Number(above), Sql.Number(upTo))
            .Select(row => (row.TenantId, RoundMaker.Entry(row, bytes)))
            .ToListAsync(ct);
    }

    /// <summary>The last blocks of tenants.</summary>
    public static ValueTask<Dictionary<string, BlockHeader>> Heads(
        IEnumerable<string> tenants, NpgsqlDataSource source, CancellationToken ct) =>
        HistoryReader.Read(source, HeadsSql, HistoryReader.Block, ct, Sql.Texts([.. tenants.Distinct()]))
            .ToDictionaryAsync(block => block.Header.TenantId, block => block.Header, cancellationToken: ct);

    private async Task<long> Seal(long position, CancellationToken ct)
    {
        var started = context.Clock.GetTimestamp();
        var upTo = Math.Min(_pace.Ceiling, position + options.RoundSize);
        var rows = await Rows(position, upTo, Source, ct);
        if (rows.Count == 0)
        {
            await SealWriter.Pass(Name, position, upTo, Source, ct);
            return upTo;
        }

        var heads = await Heads(rows.Select(row => row.TenantId), Source, ct);
        var last = await HistoryReader.LastRound(Source, ct);
        var (round, blocks) = RoundMaker.Make(rows, (position + 1, upTo), heads, last, options.Keys, context.Clock.GetUtcNow());
        await SealWriter.Write(Name, position, round, blocks, Source, ct);
        await _anchoring.Add(round, ct);
        DaemonMetrics.Batch(Name, rows.Count, context.Clock.GetElapsedTime(started));
        return upTo;
    }
}
