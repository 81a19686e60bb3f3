using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>The rows of all signing keys, and their share in a change of the master key.</summary>
internal sealed class SigningKeyStore(StoreOptions store, SecretWrapping wrapping) : IMasterKeyHolder, IAsyncDisposable
{
    private static readonly string ListSql = EmbeddedSql.Beside<SigningKeyStore>("ListSigningKeys.sql");
    private static readonly string AddSql = EmbeddedSql.Beside<SigningKeyStore>("AddSigningKey.sql");
    private static readonly string RewrapSql = EmbeddedSql.Beside<SigningKeyStore>("RewrapSigningKey.sql");

    private readonly NpgsqlDataSource _keys = NpgsqlDataSource.Create(store.KeysConnection);

    /// <summary>All keys, by their number.</summary>
    public async Task<List<SigningKeyRow>> All(CancellationToken ct)
    {
        await using var command = _keys.CreateCommand(ListSql);
        await using var row = await command.ExecuteReaderAsync(ct);
        var keys = new List<SigningKeyRow>();
        while (await row.ReadAsync(ct))
        {
            keys.Add(new(
                row.GetString(0), row.GetInt32(1), row.GetString(2), await row.GetFieldValueAsync<byte[]>(3, ct),
                await row.GetFieldValueAsync<DateTimeOffset>(4, ct),
                await row.IsDBNullAsync(5, ct) ? null : await row.GetFieldValueAsync<DateTimeOffset>(5, ct)));
        }

        return keys;
    }

    /// <summary>Adds a key unless another node was faster.</summary>
    /// <param name="key">Its number is the one after the last.</param>
    /// <param name="revokeOlder">Whether all others are revoked in the same instant.</param>
    /// <param name="ct">Breaks it off.</param>
    /// <returns>Whether it was added.</returns>
    public async Task<bool> TryAdd(SigningKeyRow key, bool revokeOlder, CancellationToken ct)
    {
        await using var command = _keys.CreateCommand(AddSql);
        command.Parameters.Add(new() { Value = key.Kid });
        command.Parameters.Add(new() { Value = key.Number });
        command.Parameters.Add(new() { Value = key.MasterKeyId });
        command.Parameters.Add(new() { Value = key.Wrapped });
        command.Parameters.Add(new() { Value = key.CreatedAt, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = revokeOlder });
        return (long)(await command.ExecuteScalarAsync(ct))! == 1;
    }

    /// <summary>Wraps those that are wrapped with an older master key with the current one; retired ones too.</summary>
    public async Task Rewrap(CancellationToken ct)
    {
        foreach (var key in (await All(ct)).Where(key => key.MasterKeyId != wrapping.CurrentId))
        {
            await using var command = _keys.CreateCommand(RewrapSql);
            command.Parameters.Add(new() { Value = key.Kid });
            command.Parameters.Add(new() { Value = key.MasterKeyId });
            command.Parameters.Add(new() { Value = wrapping.CurrentId });
            command.Parameters.Add(new() { Value = wrapping.Wrap(key.Name, wrapping.Unwrap(key.Name, key.MasterKeyId, key.Wrapped)) });
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    public ValueTask DisposeAsync() => _keys.DisposeAsync();
}
