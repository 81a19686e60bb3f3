using System.Text.Json;
using Npgsql;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>The calls that append to one stream or start many, and what they answer.</summary>
internal static class AppendCommand
{
    /// <summary>The column of an append's result set, by which it is told from other commands' ones.</summary>
    public const string Mark = "appended";

    private const string Conflict = "ES001";
    private static readonly string OneSql = EmbeddedSql.Beside(typeof(AppendCommand), "AppendOne.sql");
    private static readonly string ManySql = EmbeddedSql.Beside(typeof(AppendCommand), "Append.sql");
    private static readonly string StartSql = EmbeddedSql.Beside(typeof(AppendCommand), "StartStreams.sql");

    /// <summary>Adds the call that appends events to a stream.</summary>
    public static void AddAppend(
        this NpgsqlBatch batch, string tenantId, StreamChange change, ReadOnlySpan<EncodedEvent> events, EventMetadata metadata)
    {
        var command = new NpgsqlBatchCommand(events.Length == 1 ? OneSql : ManySql);
        var values = command.Parameters;
        values.Add(Sql.Text(tenantId));
        values.Add(Sql.Id(change.StreamId));
        values.Add(Sql.Text(change.StartedAs));
        values.Add(Sql.Number(change.Expected));
        if (events is [var only])
            AddOne(values, only);
        else
            AddMany(values, events);
        AddMetadata(values, metadata);
        batch.BatchCommands.Add(command);
    }

    /// <summary>Adds the call that starts several streams of one type, each with its events.</summary>
    public static void AddStarts(
        this NpgsqlBatch batch, string tenantId, StreamChange[] changes, ReadOnlySpan<EncodedEvent> events, EventMetadata metadata)
    {
        var command = new NpgsqlBatchCommand(StartSql);
        var values = command.Parameters;
        values.Add(Sql.Text(tenantId));
        values.Add(Sql.Text(changes[0].StartedAs));
        values.Add(Sql.Ids([.. changes.SelectMany(change => change.Events.Select(e => e.StreamId))]));
        values.Add(Sql.Numbers([.. changes.SelectMany(change => Enumerable.Range(1, change.Events.Count).Select(version => (long)version))]));
        AddMany(values, events);
        AddMetadata(values, metadata);
        batch.BatchCommands.Add(command);
    }

    private static void AddMetadata(NpgsqlParameterCollection values, EventMetadata metadata)
    {
        values.Add(Sql.Text(metadata.CorrelationId));
        values.Add(Sql.Text(metadata.CausationId));
        values.Add(Sql.Text(metadata.UserName));
        values.Add(metadata.Headers is { } headers ? Sql.Json(JsonSerializer.SerializeToUtf8Bytes(headers)) : Sql.NoJson);
    }

    private static void AddOne(NpgsqlParameterCollection values, EncodedEvent only)
    {
        values.Add(Sql.Id(only.Id));
        values.Add(Sql.Text(only.Type.Name));
        values.Add(Sql.Text(only.Type.ClrName));
        values.Add(Sql.Json(only.Json));
    }

    private static void AddMany(NpgsqlParameterCollection values, ReadOnlySpan<EncodedEvent> events)
    {
        var (ids, names, clrNames, json) =
            (new Guid[events.Length], new string[events.Length], new string[events.Length], new byte[events.Length][]);
        for (var i = 0; i < events.Length; i++)
            (ids[i], names[i], clrNames[i], json[i]) = (events[i].Id, events[i].Type.Name, events[i].Type.ClrName, events[i].Json);
        values.Add(Sql.Ids(ids));
        values.Add(Sql.Texts(names));
        values.Add(Sql.Texts(clrNames));
        values.Add(Sql.Jsons(json));
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
