using Npgsql;
using NpgsqlTypes;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>Typed positional parameters, and the tenant as the first command of every batch.</summary>
internal static class Sql
{
    private const string SetTenantSql = "select set_config('app.tenant', $1, true)";

    /// <summary>Sets the tenant for what is added after it; has a result set of its own.</summary>
    public static void SetTenant(this NpgsqlBatch batch, string tenantId) => batch.Add(SetTenantSql, Text(tenantId));

    /// <summary>Sets the tenant before all that was added already.</summary>
    public static void SetTenantFirst(this NpgsqlBatch batch, string tenantId) =>
        batch.BatchCommands.Insert(0, Command(SetTenantSql, Text(tenantId)));

    public static void Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters) =>
        batch.BatchCommands.Add(Command(sql, parameters));

    public static NpgsqlParameter Text(string? value) => Of(NpgsqlDbType.Text, value);

    public static NpgsqlParameter Id(Guid value) => Of(NpgsqlDbType.Uuid, value);

    public static NpgsqlParameter Integer(int value) => Of(NpgsqlDbType.Integer, value);

    public static NpgsqlParameter Number(long? value) => Of(NpgsqlDbType.Bigint, value);

    public static NpgsqlParameter Flag(bool value) => Of(NpgsqlDbType.Boolean, value);

    public static NpgsqlParameter Instant(DateTimeOffset? value) => Of(NpgsqlDbType.TimestampTz, value);

    public static NpgsqlParameter Json(byte[] value) => Of(NpgsqlDbType.Jsonb, value);

    public static NpgsqlParameter NoJson => Of(NpgsqlDbType.Jsonb, null);

    public static NpgsqlParameter Binary(byte[] value) => Of(NpgsqlDbType.Bytea, value);

    public static NpgsqlParameter Ids(Guid[] values) => Of(NpgsqlDbType.Array | NpgsqlDbType.Uuid, values);

    public static NpgsqlParameter Numbers(long[] values) => Of(NpgsqlDbType.Array | NpgsqlDbType.Bigint, values);

    public static NpgsqlParameter Texts(string[] values) => Of(NpgsqlDbType.Array | NpgsqlDbType.Text, values);

    public static NpgsqlParameter Jsons(byte[][] values) => Of(NpgsqlDbType.Array | NpgsqlDbType.Jsonb, values);

    public static NpgsqlParameter Binaries(byte[][] values) => Of(NpgsqlDbType.Array | NpgsqlDbType.Bytea, values);

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter Of(NpgsqlDbType type, object? value) => new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}
