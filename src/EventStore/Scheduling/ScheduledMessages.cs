using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Scheduling;

/// <summary>The pending messages of all tenants, as the daemon's role.</summary>
public sealed class ScheduledMessages
{
    private static readonly string DueSql = EmbeddedSql.Beside<ScheduledMessages>("Due.sql");
    private static readonly string NextSql = EmbeddedSql.Beside<ScheduledMessages>("NextDue.sql");
    private static readonly string PostponeSql = EmbeddedSql.Beside<ScheduledMessages>("Postpone.sql");
    private static readonly string UnparkSql = EmbeddedSql.Beside<ScheduledMessages>("Unpark.sql");
    private static readonly string ParkedSql = EmbeddedSql.Beside<ScheduledMessages>("ParkedMessages.sql");
    private static readonly string StatusSql = EmbeddedSql.Beside<ScheduledMessages>("ScheduleStatus.sql");
    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _clock;

    internal ScheduledMessages(DaemonConnections connections, TimeProvider clock) => (_source, _clock) = (connections.Pool, clock);

    /// <summary>How many there are, and how late the latest is.</summary>
    public async Task<ScheduleStatus> Status(CancellationToken ct)
    {
        await using var command = _source.CreateCommand(StatusSql);
        command.Parameters.Add(At(_clock.GetUtcNow()));
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return RowReader<ScheduleStatus>.Read(reader);
    }

    /// <summary>The 1,000 that were parked last, the latest first.</summary>
    public async Task<IReadOnlyList<ParkedMessage>> Parked(CancellationToken ct)
    {
        await using var command = _source.CreateCommand(ParkedSql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var parked = new List<ParkedMessage>();
        while (await reader.ReadAsync(ct))
            parked.Add(RowReader<ParkedMessage>.Read(reader));
        return parked;
    }

    /// <summary>
    /// Has parked messages tried again within half a second, as often as at first. The same again changes nothing: what is
    /// not parked is left alone.
    /// </summary>
    /// <param name="tenantId">Only this tenant's; null for all.</param>
    /// <param name="id">Only this one; null for all.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many those are.</returns>
    public async Task<int> Unpark(string? tenantId, Guid? id, CancellationToken ct)
    {
        await using var command = _source.CreateCommand(UnparkSql);
        command.Parameters.Add(At(_clock.GetUtcNow()));
        command.Parameters.Add(new() { Value = (object?)tenantId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
        command.Parameters.Add(new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        return await command.ExecuteNonQueryAsync(ct);
    }

    internal async Task<IReadOnlyList<PendingMessage>> Due(
        DateTimeOffset now, string[] names, string[] served, CancellationToken ct)
    {
        await using var command = _source.CreateCommand(DueSql);
        command.Parameters.AddRange(new[] { At(now), Sql.Texts(names), Sql.Texts(served) });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var due = new List<PendingMessage>();
        while (await reader.ReadAsync(ct))
        {
            due.Add(new(
                reader.GetString(0), reader.GetGuid(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3),
                reader.GetString(4), reader.GetInt32(5)));
        }

        return due;
    }

    internal async Task<DateTimeOffset?> Next(string[] names, CancellationToken ct)
    {
        await using var command = _source.CreateCommand(NextSql);
        command.Parameters.Add(Sql.Texts(names));
        return await command.ExecuteScalarAsync(ct) is DateTime next ? new DateTimeOffset(next) : null;
    }

    internal async Task Postpone(PendingMessage message, string fault, DateTimeOffset? until, CancellationToken ct)
    {
        await using var command = _source.CreateCommand(PostponeSql);
        command.Parameters.AddRange(new[]
        {
            Sql.Text(message.TenantId), Sql.Id(message.Id), Sql.Text(fault), At(until), At(_clock.GetUtcNow()),
            Sql.Integer(message.Attempts),
        });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter At(DateTimeOffset? at) =>
        new() { Value = (object?)at?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}

/// <summary>A message whose time has come.</summary>
internal sealed record PendingMessage(
    string TenantId, Guid Id, string Name, DateTimeOffset DueAt, string Payload, int Attempts);
