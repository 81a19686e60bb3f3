using Npgsql;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Application.Users;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Access;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>
/// The second factors of users. That one is on is a fact of the user's stream; its seed and codes are rows. A code, and a
/// recovery code, is good once, on all nodes together.
/// </summary>
internal sealed class SecondFactors(IEventStore store, Answers answers, TotpSeeds seeds, TimeProvider clock)
{
    private static readonly IReadOnlyList<Rejection> Refusals =
        [Rejection.Because("invalid-totp", "The code is wrong, too old, or was used before. Wait for the next one.")];

    private const int RecoveryCodes = 10;
    private static readonly string EnrolSql = EmbeddedSql.Beside<SecondFactors>("EnrolTotp.sql");
    private static readonly string FindSql = EmbeddedSql.Beside<SecondFactors>("FindTotp.sql");
    private static readonly string ConfirmSql = EmbeddedSql.Beside<SecondFactors>("ConfirmTotp.sql");
    private static readonly string UseStepSql = EmbeddedSql.Beside<SecondFactors>("UseTotpStep.sql");
    private static readonly string UseRecoveryCodeSql = EmbeddedSql.Beside<SecondFactors>("UseRecoveryCode.sql");
    private static readonly string RemoveSql = EmbeddedSql.Beside<SecondFactors>("RemoveTotp.sql");

    /// <summary>The user's factor, confirmed or not; null when there is none.</summary>
    public async Task<SecondFactor?> Of(string tenant, Guid userId, CancellationToken ct) =>
        await store.Query(tenant).Query<SecondFactor>(FindSql, ct, Text(tenant), Id(userId)) is [var factor] ? factor : null;

    /// <summary>A new seed, in the place of one that was not confirmed; null when one is on.</summary>
    public async Task<byte[]?> Enrol(string tenant, Guid userId, DateTimeOffset now, CancellationToken ct)
    {
        var seed = TotpCode.NewSeed();
        var box = await seeds.Close(seed, tenant, userId, ct);
        return await Did(tenant, EnrolSql, ct, Text(tenant), Id(userId), Bytes(box), Instant(now)) ? seed : null;
    }

    /// <summary>Turns the factor on.</summary>
    /// <returns>The recovery codes, for the last time; null when the code is wrong, or another request was faster.</returns>
    public async Task<IReadOnlyList<string>?> Confirm(
        CommandContext context, Guid userId, byte[] seed, string code, DateTimeOffset now, CancellationToken ct)
    {
        var tenant = context.TenantId;
        if (TotpCode.StepOf(await seeds.Open(seed, tenant, userId, ct), Plain(code), now) is not { } step)
            return null;

        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => RecoveryCode.New())];
        byte[][] hashes = [.. codes.Select(one => RecoveryCode.HashOf(one)!)];
        // Without the request's idempotency key: an answer that is remembered would be one without the codes.
        var enabled = await new Commands(store, answers, clock, context with { Idempotency = null })
            .On<User>(
                userId, (user, at) => EnableSecondFactorHandler.Handle(new(), user, at), ct,
                (session, _) => session.Write(
                    ConfirmSql, Text(tenant), Id(userId), Bytes(seed), Instant(now), Number(step),
                    new NpgsqlParameter<byte[][]> { TypedValue = hashes }))
            .Within(Refusals, userId);
        return enabled.Outcome == CommandOutcome.Done ? codes : null;
    }

    /// <summary>What the code, of the app or for recovery, proves beside the password; null: nothing. It is not good again.</summary>
    public async Task<SignInMethod?> Accept(
        string tenant, Guid userId, byte[] seed, string code, DateTimeOffset now, CancellationToken ct)
    {
        var plain = Plain(code);
        if (RecoveryCode.HashOf(plain) is { } hash)
        {
            return await Did(tenant, UseRecoveryCodeSql, ct, Text(tenant), Id(userId), Bytes(hash), Instant(now))
                ? SignInMethod.PasswordAndRecoveryCode
                : null;
        }

        return TotpCode.StepOf(await seeds.Open(seed, tenant, userId, ct), plain, now) is { } step
            && await Did(tenant, UseStepSql, ct, Text(tenant), Id(userId), Bytes(seed), Number(step))
                ? SignInMethod.PasswordAndCode
                : null;
    }

    /// <summary>Takes the factor away, with its recovery codes.</summary>
    public static Task<CommandResult<User>> Remove(Commands commands, Guid userId, CancellationToken ct) => commands.On<User>(
        userId, (user, now) => RemoveSecondFactorHandler.Handle(new(), user, now), ct,
        (session, _) => session.Write(RemoveSql, Text(session.TenantId), Id(userId)));

    private static string Plain(string code) => code.Replace(" ", "", StringComparison.Ordinal);

    private async Task<bool> Did(string tenant, string sql, CancellationToken ct, params NpgsqlParameter[] parameters) =>
        await store.Query(tenant).Query<Done>(sql, ct, parameters) is [_];

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<Guid> Id(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter<byte[]> Bytes(byte[] value) => new() { TypedValue = value };

    private static NpgsqlParameter<long> Number(long value) => new() { TypedValue = value };

    private static NpgsqlParameter<DateTimeOffset> Instant(DateTimeOffset value) => new() { TypedValue = value };

    private sealed record Done(Guid UserId);
}

/// <summary>A user's second factor.</summary>
/// <param name="Seed">Encrypted.</param>
/// <param name="IsOn">Whether its first code has confirmed it.</param>
internal sealed record SecondFactor(byte[] Seed, bool IsOn);
