using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>The rows that users sign in with.</summary>
internal sealed class Credentials(IEventStore store, EmailLookup lookup)
{
    private const string OneAddressOneAccount = "credentials_email_hash_key";

    /// <summary>Whose what is that comes before any tenant is known, such as the look-up by address.</summary>
    public const string NoTenant = "none";

    private static readonly string AddSql = EmbeddedSql.Beside<Credentials>("AddCredential.sql");
    private static readonly string AddWithoutPasswordSql = EmbeddedSql.Beside<Credentials>("AddUserWithoutPassword.sql");
    private static readonly string RaiseSql = EmbeddedSql.Beside<Credentials>("RaiseEpoch.sql");
    private static readonly string DisableSql = EmbeddedSql.Beside<Credentials>("DisableCredential.sql");
    private static readonly string ChangePasswordSql = EmbeddedSql.Beside<Credentials>("ChangePassword.sql");
    private static readonly string EnableSql = EmbeddedSql.Beside<Credentials>("EnableCredential.sql");
    private static readonly string AccountSql = EmbeddedSql.Beside<Credentials>("FindAccount.sql");
    private static readonly string FindSql = EmbeddedSql.Beside<Credentials>("FindCredential.sql");
    private static readonly string RehashSql = EmbeddedSql.Beside<Credentials>("RehashPassword.sql");

    /// <summary>Of an address without account, so that asking for it takes as long as for any other.</summary>
    private static readonly Account Nobody = new(NoTenant, Guid.Empty);

    /// <summary>Adds a user's row to the transaction that registers them.</summary>
    public static void Add(IEventSession session, Guid userId, byte[] emailHash, string passwordHash, DateTimeOffset now) =>
        session.Write(
            AddSql,
            new NpgsqlParameter<string> { TypedValue = session.TenantId },
            new NpgsqlParameter<Guid> { TypedValue = userId },
            new NpgsqlParameter<byte[]> { TypedValue = emailHash },
            new NpgsqlParameter<string> { TypedValue = passwordHash },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now });

    /// <summary>Adds the row of a user whom an identity provider lets in: neither password nor address opens it.</summary>
    public static void AddWithoutPassword(IEventSession session, Guid userId, DateTimeOffset now) => session.Write(
        AddWithoutPasswordSql,
        new NpgsqlParameter<string> { TypedValue = session.TenantId },
        new NpgsqlParameter<Guid> { TypedValue = userId },
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

    /// <summary>
    /// Gives a user another password with the transaction, which is refused with <c>wrong-password</c> when they may not sign
    /// in, or when <paramref name="replaced"/>, if said, is not their hash any more.
    /// </summary>
    public static void ChangePassword(
        IEventSession session, Guid userId, string passwordHash, string? replaced, DateTimeOffset now) => session.Write(
            ChangePasswordSql,
            new NpgsqlParameter<string> { TypedValue = session.TenantId },
            new NpgsqlParameter<Guid> { TypedValue = userId },
            new NpgsqlParameter<string> { TypedValue = passwordHash },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)replaced ?? DBNull.Value });

    /// <summary>Whether a save failed because the address has an account already, in whichever tenant.</summary>
    public static bool IsTaken(PostgresException e) =>
        e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: OneAddressOneAccount };

    /// <summary>The enabled account behind an address, or null.</summary>
    public async Task<Credential?> Find(string email, CancellationToken ct)
    {
        // The second question is asked for nobody too, so that it takes as long whether there is such an account or not.
        var account = await AccountOf(await lookup.HashOf(email, ct), ct) ?? Nobody;
        return await Of(account.TenantId, account.UserId, ct);
    }

    /// <summary>The account, enabled or not, behind the hash of an address; null when there is none.</summary>
    public async Task<Account?> AccountOf(byte[] emailHash, CancellationToken ct)
    {
        var hash = new NpgsqlParameter<byte[]> { TypedValue = emailHash };
        return await store.Query(NoTenant).Query<Account>(AccountSql, ct, hash) is [var account] ? account : null;
    }

    /// <summary>What an enabled user signs in with, or null.</summary>
    public async Task<Credential?> Of(string tenantId, Guid userId, CancellationToken ct)
    {
        var found = await store.Query(tenantId).Query<Credential>(
            FindSql, ct,
            new NpgsqlParameter<string> { TypedValue = tenantId },
            new NpgsqlParameter<Guid> { TypedValue = userId });
        return found is [var credential] ? credential : null;
    }

    /// <summary>Replaces the hash of the same password, unless it was changed meanwhile.</summary>
    public async Task Rehash(Credential credential, string passwordHash, CancellationToken ct)
    {
        var session = store.Open(credential.TenantId, new(credential.UserId.ToString()));
        session.Write(
            RehashSql,
            new NpgsqlParameter<string> { TypedValue = credential.TenantId },
            new NpgsqlParameter<Guid> { TypedValue = credential.UserId },
            new NpgsqlParameter<string> { TypedValue = credential.PasswordHash! },
            new NpgsqlParameter<string> { TypedValue = passwordHash });
        await session.Save(ct);
    }
}

/// <summary>A user of a tenant who has, or had, something to sign in with.</summary>
internal sealed record Account(string TenantId, Guid UserId);

/// <summary>
/// What a user signs in with; <c>PasswordHash</c> null when only an identity provider lets them in, <c>TotpSeed</c>,
/// encrypted, when a second factor is on.
/// </summary>
internal sealed record Credential(string TenantId, Guid UserId, string? PasswordHash, int Epoch, byte[]? TotpSeed = null);
