using Npgsql;
using NpgsqlTypes;

namespace SalesEngagement.Projections;

/// <summary>Values for the positional parameters of a query; null stands for "any".</summary>
internal static class Parameter
{
    public static NpgsqlParameter Of(Guid? value) => Of(NpgsqlDbType.Uuid, value);

    public static NpgsqlParameter Of(Guid[]? values) => Of(NpgsqlDbType.Array | NpgsqlDbType.Uuid, values);

    public static NpgsqlParameter Of(string[]? values) => Of(NpgsqlDbType.Array | NpgsqlDbType.Text, values);

    public static NpgsqlParameter Of(int[]? values) => Of(NpgsqlDbType.Array | NpgsqlDbType.Integer, values);

    public static NpgsqlParameter Of(string? value) => Of(NpgsqlDbType.Text, value);

    public static NpgsqlParameter Of(DateTimeOffset? value) => Of(NpgsqlDbType.TimestampTz, value?.ToUniversalTime());

    public static NpgsqlParameter Of(DateOnly? value) => Of(NpgsqlDbType.Date, value);

    public static NpgsqlParameter Of(bool? value) => Of(NpgsqlDbType.Boolean, value);

    public static NpgsqlParameter Of(int value) => Of(NpgsqlDbType.Integer, value);

    private static NpgsqlParameter Of(NpgsqlDbType type, object? value) =>
        new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}
