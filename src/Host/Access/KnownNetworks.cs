using System.Security.Cryptography;
using System.Text;
using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>From which networks users have signed in: keyed hashes that say nothing without the key, and go with the user.</summary>
internal sealed class KnownNetworks(IEventStore store, HostSecrets secrets)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);
    private static readonly string KnowsSql = EmbeddedSql.Beside<KnownNetworks>("KnowsNetwork.sql");
    private static readonly string RememberSql = EmbeddedSql.Beside<KnownNetworks>("RememberNetwork.sql");

    /// <summary>Whether the account of this address, if there is one, has signed in from the network lately.</summary>
    public async Task<bool> Knows(byte[] account, string network, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await store.Query(Credentials.NoTenant).Query<Answer>(
            KnowsSql, ct,
            new NpgsqlParameter<byte[]> { TypedValue = account },
            new NpgsqlParameter<byte[]> { TypedValue = await HashOf(network, ct) },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now - Remembered });
        return rows[0].IsKnown;
    }

    /// <summary>The user has just signed in from there.</summary>
    public async Task Remember(Credential user, string network, DateTimeOffset now, CancellationToken ct)
    {
        var session = store.Open(user.TenantId, new(user.UserId.ToString()));
        session.Write(
            RememberSql,
            new NpgsqlParameter<string> { TypedValue = user.TenantId },
            new NpgsqlParameter<Guid> { TypedValue = user.UserId },
            new NpgsqlParameter<byte[]> { TypedValue = await HashOf(network, ct) },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now - Remembered });
        await session.Save(ct);
    }

    private async ValueTask<byte[]> HashOf(string network, CancellationToken ct) => HMACSHA256.HashData(
        await secrets.Of("known-networks", () => RandomNumberGenerator.GetBytes(32), ct), Encoding.UTF8.GetBytes(network));

    private sealed record Answer(bool IsKnown);
}
