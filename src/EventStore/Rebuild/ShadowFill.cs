using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>Fills the shadow table from the log, of all tenants or of one.</summary>
internal sealed class ShadowFill(
    ReadModel model, string? tenantId, RebuildSession session, LogReader events, TimeProvider clock,
    IProgress<RebuildProgress>? progress)
{
    private const int BatchSize = 5000;
    private static readonly string SinceSql = EmbeddedSql.Beside<ShadowFill>("RefoldSince.sql");
    private readonly RowFeed _feed = new(model, session.Shadow, session.ParkAs);
    private readonly string[] _types = events.NamesOf(model.Facts);
    private readonly ParkedStreams _parked = new();
    private readonly long _started = clock.GetTimestamp();

    /// <summary>What the shadow has seen.</summary>
    public long Position { get; private set; }

    /// <summary>Brings everything up to <paramref name="total"/> into the shadow, in batches.</summary>
    public async Task UpTo(long total, CancellationToken ct)
    {
        while (Position < total)
        {
            var upTo = Math.Min(total, Position + BatchSize);
            var query = new LogQuery(Position, upTo, _types, tenantId);
            var span = await events.Read(session.Connection, query, ct);
            await _feed.Apply(span, _parked, part => [session.Move(part.UpTo, total)], session.Connection, ct);
            Position = span.UpTo;
            var seconds = clock.GetElapsedTime(_started).TotalSeconds;
            progress?.Report(new(Position, total, seconds > 0 ? Position / seconds : 0));
        }
    }

    /// <summary>
    /// Folds again what may have been read with a key that was destroyed since this rebuild began. Within the transaction
    /// that puts the shadow in its place: an erasure that comes later waits for it and then finds the new table.
    /// </summary>
    public async Task Redo(StoreOptions options, CancellationToken ct)
    {
        await events.ForgetOldKeys(ct);
        foreach (var (tenant, streams) in await Erased(ct))
        {
            if (model.RowsAreOfStreams(options))
            {
                await new StreamRefold(model, session.Shadow, session.ParkAs, events)
                    .Run(session.Connection, tenant, streams, Position, ct);
            }
            else if (model.HoldsPersonalData(options))
            {
                await RedoTenant(tenant, ct);
            }
        }
    }

    private async Task RedoTenant(string tenant, CancellationToken ct)
    {
        await session.Execute(
            [ReadModelTables.Command($"delete from read.{session.Shadow} where tenant_id = $1", tenant)], ct);
        await new ShadowFill(model, tenant, session, events, clock, progress: null).UpTo(Position, ct);
    }

    private async Task<List<(string Tenant, Guid[] Streams)>> Erased(CancellationToken ct)
    {
        var erased = new List<(string, Guid[])>();
        await using var command = new NpgsqlCommand(SinceSql, session.Connection);
        command.Parameters.Add(new() { Value = session.Began });
        command.Parameters.Add(new() { Value = (object?)tenantId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            erased.Add((reader.GetString(0), reader.GetFieldValue<Guid[]>(1)));
        return erased;
    }

    /// <summary>Steps back when the transaction was undone in which the last part was brought in.</summary>
    public void BackTo(long position) => Position = position;
}
