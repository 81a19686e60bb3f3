using System.Collections.Concurrent;
using Npgsql;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Secrets of the installation in the key database, wrapped by a master key: the first node that needs one makes it,
/// all nodes share it, and it survives restarts and a change of the master key.
/// </summary>
internal sealed class HostSecrets(StoreOptions store, SecretWrapping wrapping) : IMasterKeyHolder, IAsyncDisposable
{
    private static readonly string FindSql = EmbeddedSql.Beside<HostSecrets>("FindSecret.sql");
    private static readonly string AddSql = EmbeddedSql.Beside<HostSecrets>("AddSecret.sql");
    private static readonly string OlderSql = EmbeddedSql.Beside<HostSecrets>("SecretsUnderOlder.sql");
    private static readonly string RewrapSql = EmbeddedSql.Beside<HostSecrets>("RewrapSecret.sql");

    private readonly NpgsqlDataSource _keys = NpgsqlDataSource.Create(store.KeysConnection);
    private readonly ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    /// <summary>The secret of this name; made by <paramref name="make"/> when nobody has made it yet.</summary>
    public async ValueTask<byte[]> Of(string name, Func<byte[]> make, CancellationToken ct)
    {
        if (_known.TryGetValue(name, out var known))
            return known;

        var secret = await Find(name, ct) ?? await Add(name, make(), ct);
        return _known.GetOrAdd(name, secret);
    }

    /// <summary>Wraps the secrets that are wrapped with an older master key with the current one.</summary>
    public async Task Rewrap(CancellationToken ct)
    {
        foreach (var (name, older, wrapped) in await UnderOlder(ct))
        {
            await using var command = _keys.CreateCommand(RewrapSql);
            command.Parameters.Add(new() { Value = name });
            command.Parameters.Add(new() { Value = older });
            command.Parameters.Add(new() { Value = wrapping.CurrentId });
            command.Parameters.Add(new() { Value = wrapping.Wrap(name, wrapping.Unwrap(name, older, wrapped)) });
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    public ValueTask DisposeAsync() => _keys.DisposeAsync();

    private async Task<List<(string Name, string MasterKeyId, byte[] Wrapped)>> UnderOlder(CancellationToken ct)
    {
        await using var command = _keys.CreateCommand(OlderSql);
        command.Parameters.Add(new() { Value = wrapping.CurrentId });
        await using var row = await command.ExecuteReaderAsync(ct);
        var found = new List<(string, string, byte[])>();
        while (await row.ReadAsync(ct))
            found.Add((row.GetString(0), row.GetString(1), await row.GetFieldValueAsync<byte[]>(2, ct)));
        return found;
    }

    private async Task<byte[]?> Find(string name, CancellationToken ct)
    {
        await using var command = _keys.CreateCommand(FindSql);
        command.Parameters.Add(new() { Value = name });
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? wrapping.Unwrap(name, row.GetString(0), await row.GetFieldValueAsync<byte[]>(1, ct))
            : null;
    }

    /// <summary>Adds it unless another node was faster; then theirs is the secret.</summary>
    private async Task<byte[]> Add(string name, byte[] secret, CancellationToken ct)
    {
        await using var command = _keys.CreateCommand(AddSql);
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = wrapping.CurrentId });
        command.Parameters.Add(new() { Value = wrapping.Wrap(name, secret) });
        await command.ExecuteNonQueryAsync(ct);
        return await Find(name, ct) ?? throw new InvalidOperationException($"Secret {name} was added but is not there.");
    }
}
