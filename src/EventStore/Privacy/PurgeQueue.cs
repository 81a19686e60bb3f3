using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>The erasures and off-boardings of all tenants that are still to be carried through.</summary>
internal sealed class PurgeQueue(DaemonConnections connections)
{
    private static readonly string ErasuresSql = EmbeddedSql.Beside<PurgeQueue>("OpenErasures.sql");
    private static readonly string OffBoardingsSql = EmbeddedSql.Beside<PurgeQueue>("OpenOffBoardings.sql");
    private static readonly string StreamsSql = EmbeddedSql.Beside<PurgeQueue>("StreamsOfSubjects.sql");
    private static readonly string FinishSql = EmbeddedSql.Beside<PurgeQueue>("FinishErasure.sql");
    private static readonly string FinishTenantSql = EmbeddedSql.Beside<PurgeQueue>("FinishOffBoarding.sql");

    /// <summary>What is open, the oldest first; without a subject it is a tenant's end.</summary>
    public async Task<IReadOnlyList<OpenPurge>> Open(CancellationToken ct) =>
        [.. await Open(OffBoardingsSql, ct), .. await Open(ErasuresSql, ct)];

    /// <summary>The streams that hold values of a person: those that bear the person's ids, and those where others wrote.</summary>
    public async Task<IReadOnlyCollection<Guid>> StreamsOf(string tenantId, string[] subjects, CancellationToken ct)
    {
        var streams = subjects.Where(subject => Guid.TryParse(subject, out _)).Select(Guid.Parse).ToHashSet();
        await using var command = Command(StreamsSql, Sql.Text(tenantId), Sql.Texts(subjects));
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            streams.Add(reader.GetGuid(0));
        return streams;
    }

    /// <summary>A person is purged.</summary>
    public Task Finish(string tenantId, string subject, int streams, CancellationToken ct) =>
        Run(Command(FinishSql, Sql.Text(tenantId), Sql.Text(subject), Sql.Integer(streams)), ct);

    /// <summary>A tenant is purged.</summary>
    public Task FinishTenant(string tenantId, CancellationToken ct) => Run(Command(FinishTenantSql, Sql.Text(tenantId)), ct);

    private static async Task Run(NpgsqlCommand command, CancellationToken ct)
    {
        await using (command)
            await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<List<OpenPurge>> Open(string sql, CancellationToken ct)
    {
        await using var command = Command(sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var open = new List<OpenPurge>();
        while (await reader.ReadAsync(ct))
            open.Add(new(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)));
        return open;
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = connections.Pool.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }
}

/// <summary>An erasure that is not carried through yet, or with no subject the end of a tenant.</summary>
internal sealed record OpenPurge(string TenantId, string? Subject, DateTimeOffset RequestedAt);
