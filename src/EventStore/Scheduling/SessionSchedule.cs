using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using NpgsqlTypes;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Scheduling;

/// <summary>Schedules and cancels in a unit of work: with its events, or not at all.</summary>
public static class SessionSchedule
{
    private static readonly string ScheduleSql = EmbeddedSql.Beside(typeof(SessionSchedule), "Schedule.sql");
    private static readonly string CancelSql = EmbeddedSql.Beside(typeof(SessionSchedule), "Cancel.sql");
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    /// <summary>How messages are stored.</summary>
    internal static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>
    /// Has a message fired at an instant, or at once when that is past. Of two with one id, while the first is pending,
    /// the first counts: a repeated command schedules once. To move one, cancel it and schedule again.
    /// </summary>
    /// <exception cref="InvalidOperationException">The type is not marked <see cref="ScheduledMessageAttribute"/>.</exception>
    public static void Schedule<T>(this IEventSession session, Guid id, DateTimeOffset dueAt, T message)
        where T : class =>
        session.Write(
            ScheduleSql,
            Sql.Text(session.TenantId), Sql.Id(id), Sql.Text(NameOf(typeof(T))),
            new() { Value = dueAt.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            Sql.Json(JsonSerializer.SerializeToUtf8Bytes(message, Json)));

    /// <summary>Takes a message back. One that is being fired just now is fired; one that was fired is not undone.</summary>
    public static void Cancel(this IEventSession session, Guid id) =>
        session.Write(CancelSql, Sql.Text(session.TenantId), Sql.Id(id));

    /// <summary>The name a message is stored under.</summary>
    internal static string NameOf(Type message) => Names.GetOrAdd(message, type =>
        type.GetCustomAttribute<ScheduledMessageAttribute>()?.Name
        ?? throw new InvalidOperationException($"{type.Name} is not marked [ScheduledMessage]."));
}
