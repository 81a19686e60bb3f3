using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Configuration;
using SalesEngagement.Proof;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Load.Search;

/// <summary>The house's read models, the one of search filled as a rebuild fills it.</summary>
internal sealed class SearchTables : IAsyncDisposable
{
    private const string CopySql = """
        copy read.contact_search (tenant_id, id, owner_id, first_name, last_name, title, phones, emails, time_zone, tags, fields, clear_fields, stage, company_id, created_at, changed_at, other_names, keys, as_of)
        from stdin (format binary)
        """;

    private readonly ProofDatabase _database;
    private readonly ServiceProvider _services;

    private SearchTables(ProofDatabase database, ServiceProvider services) => (_database, _services) = (database, services);

    public IEventStore Store => _services.GetRequiredService<IEventStore>();

    public static async Task<SearchTables> Make(ProofDatabase database, CancellationToken ct)
    {
        var keys = LocalMasterKeys.FromText(Convert.ToBase64String(new byte[32]), "the proof");
        var services = new ServiceCollection().AddLogging()
            .AddEventStore(StoreSetup.Options(new(database.Main, database.Daemon, database.Keys), keys))
            .AddProjectionDaemon()
            .BuildServiceProvider();
        await services.GetRequiredService<ProjectionAdmin>().EnsureTables(ct);
        return new(database, services);
    }

    /// <summary>Adds rows as a superuser, whom no policy keeps from copying.</summary>
    public async Task Fill(string tenantId, IEnumerable<ContactSearch> rows, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(_database.Superuser);
        await connection.OpenAsync(ct);
        await using var copy = await connection.BeginBinaryImportAsync(CopySql, ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(tenantId, NpgsqlDbType.Varchar, ct);
            await copy.WriteAsync(row.Id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(row.OwnerId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(row.FirstName.Value, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(row.LastName.Value, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(row.Title!.Value, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(JsonSerializer.Serialize(row.Phones), NpgsqlDbType.Jsonb, ct);
            await copy.WriteAsync(JsonSerializer.Serialize(row.Emails), NpgsqlDbType.Jsonb, ct);
            await copy.WriteAsync(row.TimeZone!, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(JsonSerializer.Serialize(row.Tags), NpgsqlDbType.Jsonb, ct);
            await copy.WriteAsync(JsonSerializer.Serialize(row.Fields), NpgsqlDbType.Jsonb, ct);
            await copy.WriteAsync(JsonSerializer.Serialize(row.ClearFields), NpgsqlDbType.Jsonb, ct);
            await Write(copy, row.Stage, NpgsqlDbType.Text, ct);
            await Write(copy, row.CompanyId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(row.CreatedAt, NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(row.ChangedAt, NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(JsonSerializer.Serialize(row.OtherNames), NpgsqlDbType.Jsonb, ct);
            await copy.WriteAsync(row.Keys, NpgsqlDbType.Array | NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(1L, NpgsqlDbType.Bigint, ct);
        }

        await copy.CompleteAsync(ct);
    }

    /// <summary>Runs a statement as a superuser and gives the lines it answers.</summary>
    public async Task<IReadOnlyList<string>> Run(string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(_database.Superuser + ";Command Timeout=0");
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var lines = new List<string>();
        do
        {
            while (await reader.ReadAsync(ct))
                lines.Add(reader.GetValue(0).ToString()!);
        }
        while (await reader.NextResultAsync(ct));
        return lines;
    }

    private static Task Write(NpgsqlBinaryImporter copy, object? value, NpgsqlDbType type, CancellationToken ct) =>
        value is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(value, type, ct);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
