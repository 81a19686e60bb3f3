using Npgsql;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>The table that was live before the last switch, kept for an instant way back, with the streams it had parked.</summary>
internal sealed record PreviousTable(int Version, string Shape, string Shard, long Position)
{
    private static readonly string FindSql = EmbeddedSql.Beside<PreviousTable>("PreviousTable.sql");
    private static readonly string RememberSql = EmbeddedSql.Beside<PreviousTable>("PreviousRemember.sql");
    private static readonly string ForgetSql = EmbeddedSql.Beside<PreviousTable>("PreviousForget.sql");
    private static readonly string ForgetParkedSql = EmbeddedSql.Beside<PreviousTable>("ParkedForget.sql");
    private static readonly string RenameParkedSql = EmbeddedSql.Beside<PreviousTable>("ParkedRename.sql");

    /// <summary>The one that is kept of a read model; null when there is none.</summary>
    public static async Task<PreviousTable?> Of(ReadModel model, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(FindSql, connection)
        {
            Parameters = { new() { Value = model.Table.Name }, new() { Value = $"read.{model.Table.Previous}" } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3))
            : null;
    }

    /// <summary>A table made anew takes the place of the live one, which is kept instead of an older one.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Switch(ReadModel model, LiveShard live, string parkedAs, long position)
    {
        var table = model.Table;
        return
        [
            new($"drop table if exists read.{table.Previous}"),
            new($"alter table read.{table.Name} rename to {table.Previous}"),
            new($"alter table read.{table.Shadow} rename to {table.Name}"),
            ReadModelTables.Command(ForgetParkedSql, ParkedAs(model)),
            ReadModelTables.Command(RenameParkedSql, live.Name, ParkedAs(model)),
            ReadModelTables.Command(RenameParkedSql, parkedAs, model.Shard),
            .. ReadModelTables.Register(model, live.Name, position),
            Remember(model, live),
        ];
    }

    /// <summary>The kept table and the live one change places; the shard goes on where the kept one had been left.</summary>
    public IEnumerable<NpgsqlBatchCommand> SwitchBack(ReadModel model, LiveShard live)
    {
        var table = model.Table;
        var aside = $"{ParkedAs(model)}/aside";
        return
        [
            new($"alter table read.{table.Name} rename to {table.Aside}"),
            new($"alter table read.{table.Previous} rename to {table.Name}"),
            new($"alter table read.{table.Aside} rename to {table.Previous}"),
            ReadModelTables.Command(RenameParkedSql, live.Name, aside),
            ReadModelTables.Command(RenameParkedSql, ParkedAs(model), Shard),
            ReadModelTables.Command(RenameParkedSql, aside, ParkedAs(model)),
            .. ReadModelTables.Register(model, live.Name, Position),
            Remember(model, live),
        ];
    }

    /// <summary>No previous table is left.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Drop(ReadModel model) =>
    [
        new($"drop table if exists read.{model.Table.Previous}"),
        ReadModelTables.Command(ForgetSql, model.Table.Name),
        ReadModelTables.Command(ForgetParkedSql, ParkedAs(model)),
    ];

    private static NpgsqlBatchCommand Remember(ReadModel model, LiveShard live) => ReadModelTables.Command(
        RememberSql, model.Table.Name, live.Version, live.Shape, live.Name, live.Checkpoint);

    private static string ParkedAs(ReadModel model) => $"{model.Table.Name}/previous";
}
