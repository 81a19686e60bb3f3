using System.Text;
using Npgsql;
using NpgsqlTypes;
using SalesEngagement.Domain;
using SalesEngagement.Domain.IdentityProviders;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Host.Oidc;

/// <summary>The rows by which providers are found, with their clients' secrets.</summary>
internal sealed class ProviderRows(IEventStore store, ProviderKeys keys, SecretBox boxes)
{
    private const string SecretKey = "client-secrets";
    private const int MostOfATenant = 20;
    private const string OneCompany = "identity_providers_token_key";

    private static readonly string AloneSql = EmbeddedSql.Beside<ApiKeyRows>("PeopleAlone.sql");
    private static readonly string RoomSql = EmbeddedSql.Beside<ProviderRows>("RoomForProvider.sql");
    private static readonly string AddSql = EmbeddedSql.Beside<ProviderRows>("AddProvider.sql");
    private static readonly string ChangeSql = EmbeddedSql.Beside<ProviderRows>("ChangeProvider.sql");
    private static readonly string SecretSql = EmbeddedSql.Beside<ProviderRows>("SetClientSecret.sql");
    private static readonly string RemoveSql = EmbeddedSql.Beside<ProviderRows>("RemoveProvider.sql");
    private static readonly string FindSql = EmbeddedSql.Beside<ProviderRows>("FindProvider.sql");
    private static readonly string FindSecretSql = EmbeddedSql.Beside<ProviderRows>("FindClientSecret.sql");
    private static readonly string ListSql = EmbeddedSql.Beside<ProviderRows>("ProvidersOf.sql");

    /// <summary>What a save can be refused with.</summary>
    public static IReadOnlyList<Rejection> Refusals { get; } =
        [Rejection.Because("too-many-providers", $"A company has at most {MostOfATenant} identity providers. Remove one first.")];

    /// <summary>A token has no more than issuer and audience to say whose it is.</summary>
    public static Rejection AudienceTaken { get; } = Rejection.Because(
        "audience-taken", "Access tokens of this issuer and audience are taken for another provider already. Use another audience.");

    /// <summary>Whether a save failed because issuer and audience are taken, by whichever tenant.</summary>
    public static bool IsTaken(PostgresException e) =>
        e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: OneCompany };

    /// <summary>Makes what writes a provider's facts into its row; what needs keys is made beforehand.</summary>
    /// <param name="tenantId">Whose it is.</param>
    /// <param name="id">The provider.</param>
    /// <param name="secret">The client's new secret, if there is to be one.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Action<IEventSession, Decision>> Keeping(string tenantId, Guid id, string? secret, CancellationToken ct)
    {
        var hashes = await keys.Get(ct);
        var box = secret is null ? null : await boxes.Close(SecretKey, Encoding.UTF8.GetBytes(secret), tenantId, id, ct);
        return (session, decision) =>
        {
            foreach (var fact in decision)
                Keep(session, id, fact, hashes, box);
        };
    }

    /// <summary>The providers that have one of these keys, of whichever tenants.</summary>
    public Task<IReadOnlyList<ProviderRow>> Find(byte[][] wanted, CancellationToken ct) =>
        store.Query(Credentials.NoTenant).Query<ProviderRow>(FindSql, ct, new NpgsqlParameter<byte[][]> { TypedValue = wanted });

    /// <summary>The provider of this id, of whichever tenant.</summary>
    public async Task<ProviderRow?> Find(Guid id, CancellationToken ct) =>
        await Find([(await keys.Get(ct)).OfId(id)], ct) is [var row] ? row : null;

    /// <summary>The ids of a tenant's providers.</summary>
    public async Task<IReadOnlyList<Guid>> Of(string tenantId, CancellationToken ct) =>
        [.. (await store.Query(tenantId).Query<Listed>(ListSql, ct, Text(tenantId))).Select(row => row.Id)];

    /// <summary>The client's secret; null when there is none.</summary>
    public async Task<string?> SecretOf(string tenantId, Guid id, CancellationToken ct) =>
        await store.Query(tenantId).Query<Closed>(FindSecretSql, ct, Text(tenantId), Id(id)) is [{ ClientSecret: { } box }]
            ? Encoding.UTF8.GetString(await boxes.Open(SecretKey, box, tenantId, id, ct))
            : null;

    private static void Keep(IEventSession session, Guid id, object fact, ProviderHashes hashes, byte[]? secret)
    {
        switch (fact)
        {
            case IdentityProviderAdded { Settings: var added }:
                session.Write(AloneSql, Text(session.TenantId));
                session.Write(RoomSql, Text(session.TenantId), new NpgsqlParameter<long> { TypedValue = MostOfATenant });
                session.Write(
                    AddSql, Text(session.TenantId), Id(id), Bytes(hashes.OfId(id)), TokenKey(hashes, added), Flag(added.TakesPlainTokens),
                    Flag(added.IsEnabled));
                break;
            case IdentityProviderChanged { Settings: var changed }:
                session.Write(
                    ChangeSql, Text(session.TenantId), Id(id), TokenKey(hashes, changed), Flag(changed.TakesPlainTokens), Flag(changed.IsEnabled));
                break;
            case IdentityProviderSecretChanged { HasSecret: var has }:
                session.Write(SecretSql, Text(session.TenantId), Id(id), Bytes(has ? secret : null));
                break;
            case IdentityProviderRemoved:
                session.Write(RemoveSql, Text(session.TenantId), Id(id));
                break;
        }
    }

    private static NpgsqlParameter TokenKey(ProviderHashes hashes, ProviderSettings settings) =>
        Bytes(settings.Audience is { } audience ? hashes.OfTokens(settings.Issuer, audience) : null);

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<Guid> Id(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter<bool> Flag(bool value) => new() { TypedValue = value };

    private static NpgsqlParameter Bytes(byte[]? value) => new() { NpgsqlDbType = NpgsqlDbType.Bytea, Value = (object?)value ?? DBNull.Value };

    private sealed record Listed(Guid Id);

    private sealed record Closed(byte[]? ClientSecret);
}

/// <summary>A provider as it is found before its tenant is known.</summary>
internal sealed record ProviderRow(string TenantId, Guid Id, bool TakesPlainTokens, bool IsEnabled);
