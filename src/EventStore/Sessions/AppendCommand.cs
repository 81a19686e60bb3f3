using System.Text.Json;
using Npgsql;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>The call that appends to one stream, and what it answers.</summary>
internal static class AppendCommand
{
    /// <summary>The column of an append's result set, by which it is told from other commands' ones.</summary>
    public const string Mark = "appended";

    private const string Conflict = "ES001";
    private static readonly string OneSql = EmbeddedSql.Beside(typeof(AppendCommand), "AppendOne.sql");
    private static readonly string ManySql = EmbeddedSql.Beside(typeof(AppendCommand), "Append.sql");

    public static void AddAppend(
        this NpgsqlBatch batch, string tenantId, StreamAppend append, EncodedEvent[] events, EventMetadata metadata)
    {
        NpgsqlParameter[] what = events is [var only]
            ? [Sql.Id(only.Id), Sql.Text(only.Type.Name), Sql.Text(only.Type.ClrName), Sql.Json(only.Json)]
            :
            [
                Sql.Ids([.. events.Select(e => e.Id)]),
                Sql.Texts([.. events.Select(e => e.Type.Name)]),
                Sql.Texts([.. events.Select(e => e.Type.ClrName)]),
                Sql.Jsons([.. events.Select(e => e.Json)]),
            ];
        batch.Add(
            events.Length == 1 ? OneSql : ManySql,
            [
                Sql.Text(tenantId), Sql.Id(append.StreamId), Sql.Text(append.StartedAs), Sql.Number(append.Expected),
                .. what,
                Sql.Text(metadata.CorrelationId), Sql.Text(metadata.CausationId), Sql.Text(metadata.UserName),
                metadata.Headers is { } headers ? Sql.Json(JsonSerializer.SerializeToUtf8Bytes(headers)) : Sql.NoJson,
            ]);
    }

    /// <summary>Why the database found no stream to move on, or null for any other error.</summary>
    public static Exception? AsRefusal(PostgresException error)
    {
        if (error.SqlState != Conflict)
            return null;
        using var told = JsonDocument.Parse(error.MessageText);
        var stream = told.RootElement.GetProperty("stream").GetGuid();
        if (told.RootElement.GetProperty("archived").GetBoolean())
            return new StreamArchivedException(stream);
        var expected = told.RootElement.GetProperty("expected");
        return new StreamConflictException(
            stream,
            expected.ValueKind == JsonValueKind.Null ? null : expected.GetInt64(),
            told.RootElement.GetProperty("actual").GetInt64());
    }
}
