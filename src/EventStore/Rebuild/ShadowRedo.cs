using System.Text;
using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>
/// Folds again what a rebuild may have read with a key that was destroyed since it began, and removes what it read of
/// tenants that have left. Within the transaction that puts the shadow in its place: an erasure that comes later waits for
/// it and then finds the new table.
/// </summary>
internal sealed class ShadowRedo(ReadModel model, string? tenantId, RebuildSession session, LogReader events)
{
    private static readonly string SinceSql = EmbeddedSql.Beside<ShadowRedo>("RefoldSince.sql");
    private static readonly CompositeFormat LeftSql = CompositeFormat.Parse(EmbeddedSql.Beside<ShadowRedo>("ForgetTenantsThatLeft.sql"));

    /// <summary>Does it for all erasures since the rebuild began, and all tenants that ever left.</summary>
    public async Task Run(long position, CancellationToken ct)
    {
        await events.ForgetOldKeys(ct);
        await session.Execute([new(string.Format(null, LeftSql, session.Shadow))], ct);
        foreach (var (tenant, streams) in await Erased(ct))
        {
            if (model.RowsAreOfStreams)
            {
                await new StreamRefold(model, session.Shadow, session.ParkAs, events)
                    .Run(session.Connection, tenant, streams, position, ct);
            }
            else if (model.HoldsPersonalData)
            {
                await Tenant(tenant, position, ct);
            }
        }
    }

    private async Task Tenant(string tenant, long position, CancellationToken ct)
    {
        const int AtOnce = 5000;
        await session.Execute(
            [ReadModelTables.Command($"delete from read.{session.Shadow} where tenant_id = $1", tenant)], ct);
        var feed = new RowFeed(model, session.Shadow, session.ParkAs, inTransaction: true);
        var parked = new ParkedStreams();
        for (var from = 0L; from < position;)
        {
            var query = new LogQuery(from, Math.Min(from + AtOnce, position), events.NamesOf(model.Facts), tenant);
            var span = await events.Read(session.Connection, query, ct);
            await feed.Apply(span, parked, _ => [], session.Connection, ct);
            from = span.UpTo;
        }
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
}
