using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using SalesEngagement.Proof;
using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Load.Lists;

/// <summary>Fills the read model of lists as a rebuild fills it.</summary>
internal static class ListTables
{
    private const string CopySql = """
        copy read.contact_card (tenant_id, id, version, first_name, last_name, sort_name, phones, emails, time_zone, owner_id, tags, fields,
          created_at, changed_at, stage, company_id, clear_fields, as_of)
        from stdin (format binary)
        """;

    public static async Task Fill(ProofDatabase database, string tenantId, IEnumerable<ContactCard> rows, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(database.Superuser);
        await connection.OpenAsync(ct);
        await using var copy = await connection.BeginBinaryImportAsync(CopySql, ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(tenantId, NpgsqlDbType.Varchar, ct);
            await copy.WriteAsync(row.Id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(row.Version, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(row.FirstName.Value, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(row.LastName.Value, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(row.SortName.Value, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(JsonSerializer.Serialize(row.Phones), NpgsqlDbType.Jsonb, ct);
            await copy.WriteAsync(JsonSerializer.Serialize(row.Emails), NpgsqlDbType.Jsonb, ct);
            await copy.WriteAsync(row.TimeZone!, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(row.OwnerId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(JsonSerializer.Serialize(row.Tags), NpgsqlDbType.Jsonb, ct);
            await copy.WriteAsync(JsonSerializer.Serialize(row.Fields), NpgsqlDbType.Jsonb, ct);
            await copy.WriteAsync(row.CreatedAt, NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(row.ChangedAt, NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(row.Stage!, NpgsqlDbType.Text, ct);
            if (row.CompanyId is { } company)
                await copy.WriteAsync(company, NpgsqlDbType.Uuid, ct);
            else
                await copy.WriteNullAsync(ct);
            await copy.WriteAsync(JsonSerializer.Serialize(row.ClearFields), NpgsqlDbType.Jsonb, ct);
            await copy.WriteAsync(1L, NpgsqlDbType.Bigint, ct);
        }

        await copy.CompleteAsync(ct);
    }
}
