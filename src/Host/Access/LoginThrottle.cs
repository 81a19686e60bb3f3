using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Npgsql;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Counts tries to sign in, over all nodes, so that nobody guesses for long and nobody locks anybody out. A device that
/// the account signed in on before counts by itself; all others count by account and network, by network, and, from where
/// the account never signed in, by account. A try is taken before the password is looked at and given back when it fits:
/// any number of tries at once cannot pass a limit.
/// </summary>
internal sealed class LoginThrottle(IEventStore store, HostSecrets secrets, IOptions<AccessOptions> options)
{
    private const int Minute = 60;
    private const int Hour = 60 * Minute;
    private static readonly string TakeSql = EmbeddedSql.Beside<LoginThrottle>("TakeLoginTry.sql");
    private static readonly string GiveBackSql = EmbeddedSql.Beside<LoginThrottle>("GiveBackLoginTry.sql");

    private readonly AccessOptions _options = options.Value;

    /// <summary>Takes a try to sign in.</summary>
    public async Task<LoginTry> Take(LoginClient client, DateTimeOffset now, CancellationToken ct)
    {
        var account = Convert.ToHexString(client.Account);
        return client.Device is { } device
            ? await Take([await Own($"device/{account}/{device}", ct)], now, ct)
            : await Take(
                [
                    await Own($"account/{account}/network/{client.Network}", ct),
                    new(await Key($"network/{client.Network}", ct), _options.LoginTriesPerNetwork, 15 * Minute, Delay: 0),
                    .. client.IsFromKnownNetwork
                        ? Array.Empty<Bucket>()
                        : [new(await Key($"account/{account}", ct), _options.LoginTriesFromElsewhere, Hour, Delay: 0)],
                ],
                now, ct);
    }

    /// <summary>Takes a try to prove a second factor while signed in.</summary>
    public async Task<LoginTry> TakeForUser(string tenant, Guid userId, DateTimeOffset now, CancellationToken ct) =>
        await Take([await Own($"user/{tenant}/{userId}", ct)], now, ct);

    /// <summary>
    /// All was right. The first bucket forgets what failed before; the others, which are shared with strangers, get back
    /// this try alone: else somebody with an account of their own could clear them between two guesses.
    /// </summary>
    public Task GiveBack(LoginTry taken, CancellationToken ct) => GiveBack(taken.Shared, [taken.Own], ct);

    /// <summary>The password was right and the second factor is still to come: counts for this account alone.</summary>
    public Task GiveBackShared(LoginTry taken, CancellationToken ct) => GiveBack(taken.Shared, [], ct);

    private async Task<LoginTry> Take(Bucket[] buckets, DateTimeOffset now, CancellationToken ct)
    {
        byte[][] keys = [.. buckets.Select(bucket => bucket.Key)];
        var rows = await store.Query(Credentials.NoTenant).Query<Wait>(
            TakeSql, ct,
            new NpgsqlParameter<byte[][]> { TypedValue = keys },
            new NpgsqlParameter<int[]> { TypedValue = [.. buckets.Select(bucket => bucket.Limit)] },
            new NpgsqlParameter<int[]> { TypedValue = [.. buckets.Select(bucket => bucket.WindowSeconds)] },
            new NpgsqlParameter<int[]> { TypedValue = [.. buckets.Select(bucket => bucket.Delay)] },
            new NpgsqlParameter<int> { TypedValue = _options.LongestLoginDelaySeconds },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        return new(keys[0], keys[1..], rows[0].Seconds);
    }

    private async Task GiveBack(byte[][] one, byte[][] all, CancellationToken ct)
    {
        var session = store.Open(Credentials.NoTenant, new(UserName: null));
        session.Write(
            GiveBackSql,
            new NpgsqlParameter<byte[][]> { TypedValue = one },
            new NpgsqlParameter<byte[][]> { TypedValue = all });
        await session.Save(ct);
    }

    /// <summary>The bucket that only delays, ever longer: it is never full for good.</summary>
    private async ValueTask<Bucket> Own(string name, CancellationToken ct) =>
        new(await Key(name, ct), _options.LoginTries, Hour, _options.LoginDelaySeconds);

    private async ValueTask<byte[]> Key(string name, CancellationToken ct) => HMACSHA256.HashData(
        await secrets.Of("login-throttle", () => RandomNumberGenerator.GetBytes(32), ct), Encoding.UTF8.GetBytes(name));

    private sealed record Bucket(byte[] Key, int Limit, int WindowSeconds, int Delay);

    private sealed record Wait(int Seconds);
}

/// <summary>Who tries to sign in, as far as it is known before the password is looked at.</summary>
/// <param name="Account">Keyed hash of the address, whether it has an account or not.</param>
/// <param name="Network">Where the request comes from.</param>
/// <param name="IsFromKnownNetwork">Whether the account has signed in from there.</param>
/// <param name="Device">The device, when the account has signed in on it.</param>
internal sealed record LoginClient(byte[] Account, string Network, bool IsFromKnownNetwork, string? Device);

/// <summary>A try that was taken, or was not to be had.</summary>
/// <param name="Own">The bucket of this account here.</param>
/// <param name="Shared">The buckets it shares with others.</param>
/// <param name="WaitSeconds">0: taken. Else when to come back.</param>
internal sealed record LoginTry(byte[] Own, byte[][] Shared, int WaitSeconds)
{
    /// <summary>Why the request ends here; null when the try was taken.</summary>
    public Problem? Refusal => WaitSeconds == 0
        ? null
        : new(429, "login-throttled", "Too many tries failed. Wait as Retry-After says.") { RetryAfter = WaitSeconds };
}
