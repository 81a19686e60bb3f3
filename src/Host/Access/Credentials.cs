using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>The rows that users sign in with.</summary>
internal sealed class Credentials(IEventStore store, EmailLookup lookup)
{
    private const string OneAddressOneAccount = "credentials_email_hash_key";

    /// <summary>The look-up by address comes before any tenant is known; the function it asks needs none.</summary>
    private const string NoTenant = "none";

    private static readonly string AddSql = EmbeddedSql.Beside<Credentials>("AddCredential.sql");
    private static readonly string RaiseSql = EmbeddedSql.Beside<Credentials>("RaiseEpoch.sql");
    private static readonly string DisableSql = EmbeddedSql.Beside<Credentials>("DisableCredential.sql");
    private static readonly string EnableSql = EmbeddedSql.Beside<Credentials>("EnableCredential.sql");
    private static readonly string AccountSql = EmbeddedSql.Beside<Credentials>("FindAccount.sql");
    private static readonly string FindSql = EmbeddedSql.Beside<Credentials>("FindCredential.sql");

    /// <summary>Adds a user's row to the transaction that registers them.</summary>
    public static void Add(IEventSession session, Guid userId, byte[] emailHash, string passwordHash, DateTimeOffset now) =>
        session.Write(
            AddSql,
            new NpgsqlParameter<string> { TypedValue = session.TenantId },
            new NpgsqlParameter<Guid> { TypedValue = userId },
            new NpgsqlParameter<byte[]> { TypedValue = emailHash },
            new NpgsqlParameter<string> { TypedValue = passwordHash },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now });

    /// <summary>Kills all access tokens of a user with the transaction; refreshing gives new ones.</summary>
    public static void RaiseEpoch(IEventSession session, Guid userId) => session.Write(
        RaiseSql,
        new NpgsqlParameter<string> { TypedValue = session.TenantId },
        new NpgsqlParameter<Guid> { TypedValue = userId });

    /// <summary>Keeps a user from signing in with the transaction, and kills their access tokens.</summary>
    public static void Disable(IEventSession session, Guid userId, DateTimeOffset now) => session.Write(
        DisableSql,
        new NpgsqlParameter<string> { TypedValue = session.TenantId },
        new NpgsqlParameter<Guid> { TypedValue = userId },
        new NpgsqlParameter<DateTimeOffset> { TypedValue = now });

    /// <summary>Lets a user sign in again with the transaction.</summary>
    public static void Enable(IEventSession session, Guid userId) => session.Write(
        EnableSql,
        new NpgsqlParameter<string> { TypedValue = session.TenantId },
        new NpgsqlParameter<Guid> { TypedValue = userId });

    /// <summary>Whether a save failed because the address has an account already, in whichever tenant.</summary>
    public static bool IsTaken(PostgresException e) =>
        e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: OneAddressOneAccount };

    /// <summary>The enabled account behind an address, or null.</summary>
    public async Task<Credential?> Find(string email, CancellationToken ct)
    {
        var hash = new NpgsqlParameter<byte[]> { TypedValue = await lookup.HashOf(email, ct) };
        if (await store.Query(NoTenant).Query<Account>(AccountSql, ct, hash) is not [var account])
            return null;

        var found = await store.Query(account.TenantId).Query<Credential>(
            FindSql, ct,
            new NpgsqlParameter<string> { TypedValue = account.TenantId },
            new NpgsqlParameter<Guid> { TypedValue = account.UserId });
        return found is [var credential] ? credential : null;
    }

    private sealed record Account(string TenantId, Guid UserId);
}

/// <summary>What a user signs in with.</summary>
internal sealed record Credential(string TenantId, Guid UserId, string PasswordHash, int Epoch);
