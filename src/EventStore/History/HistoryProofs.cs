using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.History;

/// <summary>Makes inclusion proofs.</summary>
public sealed class HistoryProofs
{
    private static readonly string RowSql = EmbeddedSql.Beside<HistoryProofs>("ProofRow.sql");
    private static readonly string BlockSql = EmbeddedSql.Beside<HistoryProofs>("ProofBlock.sql");
    private readonly NpgsqlDataSource _source;

    internal HistoryProofs(DaemonConnections connections) => _source = connections.Pool;

    /// <summary>The proof for an event; null when there is no such event, or it is not sealed (yet).</summary>
    public async Task<InclusionProof?> Of(string tenantId, Guid streamId, long version, CancellationToken ct)
    {
        var row = await HistoryReader.Read(
            _source, RowSql, HistoryRow.Read, ct, Sql.Text(tenantId), Sql.Id(streamId), Sql.Number(version)).FirstOrDefaultAsync(ct);
        if (row is null)
            return null;
        var block = await HistoryReader.Read(
            _source, BlockSql, HistoryReader.Block, ct, Sql.Text(tenantId), Sql.Number(row.Sequence)).FirstOrDefaultAsync(ct);
        var entries = block is null ? [] : LeafEntry.Unpack(block.Leaves);
        var index = Array.FindIndex(entries, entry => entry.Sequence == row.Sequence);
        if (block is null || index < 0)
            return null;
        var path = Merkle.Path([.. entries.Select(entry => entry.Leaf())], index);
        return new(new ProofParts(row, index, path, block.Header, block.Signature));
    }
}
