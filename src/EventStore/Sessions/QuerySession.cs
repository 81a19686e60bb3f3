using System.Collections.Concurrent;
using System.Reflection;
using Npgsql;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.EventStore.Sessions;

/// <inheritdoc cref="IQuerySession"/>
internal sealed class QuerySession(Databases databases, string tenantId) : IQuerySession
{
    private static readonly ConcurrentDictionary<Type, string> LoadSql = new();

    public string TenantId => tenantId;

    public async Task<T?> Load<T>(CancellationToken ct, params object[] key)
        where T : class
    {
        var sql = LoadSql.GetOrAdd(typeof(T), MakeLoadSql);
        var parameters = key.Select(part => new NpgsqlParameter { Value = ColumnType.Of(part.GetType()).ToColumn(part) });
        return await Query<T>(sql, ct, [Sql.Text(tenantId), .. parameters]) is [var row] ? row : null;
    }

    public async Task<IReadOnlyList<T>> Query<T>(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
        where T : class
    {
        await using var batch = databases.App.CreateBatch();
        batch.SetTenant(tenantId);
        batch.Add(sql, parameters);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(RowReader<T>.Read(reader));
        return rows;
    }

    private static string MakeLoadSql(Type type)
    {
        var table = type.GetCustomAttribute<ReadModelAttribute>()?.Table
            ?? throw new InvalidOperationException($"{type.Name} is not marked [ReadModel].");
        var columns = ReadModelColumn.Of(type);
        var marked = ReadModelColumn.ConstructorOf(type).GetParameters()
            .Where(parameter => parameter.IsDefined(typeof(KeyAttribute)) || type.GetProperty(parameter.Name!)!.IsDefined(typeof(KeyAttribute)))
            .Select(parameter => ReadModelColumn.SnakeCase(parameter.Name!))
            .ToArray();
        var keys = marked.Length > 0 ? marked : ["id"];
        var condition = string.Concat(keys.Select((column, i) => $" and \"{column}\" = ${i + 2}"));
        return $"select {string.Join(", ", columns.Select(column => $"\"{column.Name}\""))} from read.{table} where tenant_id = $1{condition}";
    }
}
