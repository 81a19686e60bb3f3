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

    /// <summary>Has all parked messages tried again.</summary>
    /// <returns>How many those are.</returns>
    public async Task<int> Unpark(CancellationToken ct)
    {
        await using var command = _source.CreateCommand(UnparkSql);
        command.Parameters.Add(At(_clock.GetUtcNow()));
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
