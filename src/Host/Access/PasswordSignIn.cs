using SalesEngagement.Domain.Access;
using SalesEngagement.Host.Edge;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Signs in with a password. Nobody learns more than that it did not work: known, unknown and disabled accounts are asked
/// for with the same statements, cost the same hash, and are throttled alike.
/// </summary>
internal sealed class PasswordSignIn(
    LoginThrottle throttle, EmailLookup lookup, DeviceCookies devices, KnownNetworks networks, Credentials credentials,
    Passwords passwords, SecondFactors factors, SignIns signIns, SignInAnswers answers, AuditLog audit, TimeProvider clock)
{
    private const string Action = "sign-in";

    private static readonly Problem WrongCredentials =
        new(401, "invalid-credentials", "E-mail address and password do not fit.");

    private static readonly Problem FactorMissing =
        new(401, "totp-required", "This account has a second factor: send its current code, or a recovery code, as totp.");

    private static readonly Problem FactorWrong =
        new(401, "invalid-totp", "The code is wrong, too old, or was used before. Wait for the next one.");

    /// <summary>Tokens and a device cookie, or why not.</summary>
    public async Task<IResult> Run(HttpContext http, string email, string password, string? totp, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var client = await ClientOf(http, email, now, ct);
        var taken = await throttle.Take(client, now, ct);
        if (taken.Refusal is { } throttled)
            return Noted(http, client, throttled, isGuessing: true);

        var credential = await credentials.Find(email, ct);
        var fit = passwords.Fits(credential?.PasswordHash, password);
        if (credential is null || fit == PasswordFit.No)
            return Noted(http, client, WrongCredentials);
        var (method, refusal) = await Proof(credential, totp, taken, now, ct);
        if (refusal is not null)
            return Noted(http, client, refusal);

        if (fit == PasswordFit.ButOutdated)
            await credentials.Rehash(credential, passwords.Hash(password), ct);
        var (account, token) = await signIns.Start(credential, method, Visit.Of(http), now, ct);
        if (await answers.Of(account, token, ct) is not { } answer)
            return WrongCredentials;

        await throttle.GiveBack(taken, ct);
        await networks.Remember(credential, client.Network, now, ct);
        await devices.Give(http, client.Account, now, ct);
        return answer;
    }

    /// <summary>
    /// Puts a refusal on record, in the company of the account or, where there is none, in the installation's log. After the
    /// answer, so that its time tells nobody which of the two it was.
    /// </summary>
    private Problem Noted(HttpContext http, LoginClient client, Problem refusal, bool isGuessing = false)
    {
        var visit = Visit.Of(http);
        http.Response.OnCompleted(async () =>
        {
            var account = await credentials.AccountOf(client.Account, CancellationToken.None);
            await (isGuessing
                ? audit.Detect(
                    visit, account?.TenantId ?? AuditLog.Installation, account?.UserId, ViolationKind.GuessedCredentials, Action,
                    account?.UserId, detail: null, CancellationToken.None)
                : audit.Record(
                    visit, account?.TenantId ?? AuditLog.Installation, account?.UserId, Action, target: null, isRefused: true,
                    refusal.Code, CancellationToken.None));
        });
        return refusal;
    }

    private async Task<LoginClient> ClientOf(HttpContext http, string email, DateTimeOffset now, CancellationToken ct)
    {
        var account = await lookup.HashOf(email, ct);
        var network = ClientNetwork.Of(http.Connection.RemoteIpAddress);
        var device = await devices.Read(http, account, now, ct);
        return new(account, network, device is null && await networks.Knows(account, network, now, ct), device);
    }

    /// <summary>How the user has proved who they are, or why they have not yet.</summary>
    private async Task<(SignInMethod Method, Problem? Refusal)> Proof(
        Credential credential, string? totp, LoginTry taken, DateTimeOffset now, CancellationToken ct)
    {
        if (credential.TotpSeed is not { } seed)
            return (SignInMethod.Password, null);
        if (totp is null)
        {
            await throttle.GiveBackShared(taken, ct);
            return (default, FactorMissing);
        }

        return await factors.Accept(credential.TenantId, credential.UserId, seed, totp, now, ct) is { } method
            ? (method, null)
            : (default, FactorWrong);
    }
}
