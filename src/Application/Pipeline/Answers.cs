using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using SalesEngagement.Domain;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Application.Pipeline;

/// <summary>
/// Remembers for 24 hours what was answered under each idempotency key, in the transaction of the command itself.
/// Twins on this node are refused at once; twins on another node wait for the key's row and then answer the same.
/// </summary>
public sealed class Answers(IEventStore store)
{
    private const string PrimaryKey = "idempotency_pkey";
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(24);
    private static readonly string FindSql = EmbeddedSql.Beside<Answers>("FindAnswer.sql");
    private static readonly string ForgetSql = EmbeddedSql.Beside<Answers>("ForgetAnswers.sql");
    private static readonly string RememberSql = EmbeddedSql.Beside<Answers>("RememberAnswer.sql");
    private readonly ConcurrentDictionary<(string Tenant, string Principal, string Route, string Key), bool> _running = [];

    /// <summary>Takes the key for as long as the command runs; false when a twin on this node has it.</summary>
    public bool TryEnter(CommandContext context) => _running.TryAdd(NameOf(context), true);

    public void Leave(CommandContext context) => _running.TryRemove(NameOf(context), out _);

    /// <summary>What was answered under the context's key, or null.</summary>
    public async Task<Answer?> Find(CommandContext context, DateTimeOffset now, CancellationToken ct)
    {
        var (tenant, principal, route, key) = NameOf(context);
        var found = await store.Query(tenant).Query<Answer>(
            FindSql, ct, Text(tenant), Text(principal), Text(route), Text(key), Instant(now - Remembered));
        return found is [var answer] ? answer : null;
    }

    /// <summary>Adds the answer to the command's transaction.</summary>
    public static void Remember(
        IEventSession session, CommandContext context, Guid streamId, long version, Rejection? rejection, DateTimeOffset now)
    {
        var (tenant, principal, route, key) = NameOf(context);
        session.Write(ForgetSql, Text(tenant), Instant(now - Remembered));
        session.Write(
            RememberSql, Text(tenant), Text(principal), Text(route), Text(key),
            new NpgsqlParameter<byte[]> { TypedValue = context.Idempotency!.RequestHash },
            new NpgsqlParameter<Guid> { TypedValue = streamId },
            new NpgsqlParameter<long> { TypedValue = version },
            Text(rejection?.Code), Text(rejection?.Detail), Json(rejection?.Reasons), Instant(now));
    }

    /// <summary>Whether a save failed because a twin on another node was first.</summary>
    public static bool IsTwin(PostgresException e) =>
        e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: PrimaryKey };

    private static (string Tenant, string Principal, string Route, string Key) NameOf(CommandContext context) =>
        (context.TenantId, context.Principal, context.Idempotency!.Route, context.Idempotency.Key);

    private static NpgsqlParameter Text(string? value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Varchar, Value = (object?)value ?? DBNull.Value };

    private static NpgsqlParameter Json(IReadOnlyList<Reason>? reasons) => new()
    {
        NpgsqlDbType = NpgsqlDbType.Jsonb,
        Value = reasons is { Count: > 0 } ? JsonSerializer.Serialize(reasons) : DBNull.Value,
    };

    private static NpgsqlParameter<DateTimeOffset> Instant(DateTimeOffset value) => new() { TypedValue = value };
}
