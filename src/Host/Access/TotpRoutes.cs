using Microsoft.AspNetCore.Mvc;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Application.Users;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>A second factor: enrol, confirm, remove.</summary>
internal static class TotpRoutes
{
    private const int LongestCode = 100;

    private static readonly Problem IsOn =
        new(409, EnableSecondFactorHandler.IsOn.Code, EnableSecondFactorHandler.IsOn.Detail);

    private static readonly Problem IsOff = new(409, "totp-not-enabled", "There is no second factor to confirm or to remove.");

    private static readonly Problem Own =
        new(409, "own-second-factor", "Remove your own second factor with a code of it, at /api/v1/auth/totp.");

    private static readonly Problem Wrong = new(
        422, "invalid-totp", "The code is wrong, too old, or was used before. Wait for the next one.",
        new Dictionary<string, string[]> { ["/totp"] = ["is not a code that is good now"] });

    public static void MapTotp(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/api/v1/auth/totp").WithTags("Access");
        own.MapPost("", Enrol)
            .Needs(Permission.OwnAccount)
            .WithSummary("Get a seed for an authenticator app; it counts once a code has confirmed it")
            .Produces<TotpEnrolment>()
            .Refuses(StatusCodes.Status404NotFound)
            .WithExamples(request: null, TotpExamples.Enrolment);
        own.MapPost("/confirm", Confirm)
            .Needs(Permission.OwnAccount)
            .WithSummary("Turn the second factor on with its first code; answers the recovery codes, once")
            .Produces<RecoveryCodesResponse>()
            .WithExamples(TotpExamples.Request, TotpExamples.RecoveryCodes);
        own.MapDelete("", Remove)
            .Needs(Permission.OwnAccount)
            .WithSummary("Turn the second factor off with a current code or a recovery code")
            .Produces(StatusCodes.Status204NoContent)
            .WithExamples(TotpExamples.Request, response: null);
        app.MapDelete($"{UserRoutes.Collection}/{{id:guid}}/totp", RemoveOf)
            .Needs(Permission.ManagePeople)
            .WithTags("People").WithSummary("Turn off the second factor of a colleague who lost it")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> Enrol(
        SecondFactors factors, IEventStore store, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if ((await store.Read<User>(http, http.UserId(), ct)).State is not { } user)
            return CommandAnswers.NotFound;
        return await factors.Enrol(http.Tenant(), http.UserId(), clock.GetUtcNow(), ct) is { } seed
            ? Results.Ok(new TotpEnrolment(TotpCode.Write(seed), TotpCode.AddressOf(seed, user.Email.Value)))
            : IsOn;
    }

    private static async Task<IResult> Confirm(
        TotpRequest request, SecondFactors factors, LoginThrottle throttle, CommandContext context, TimeProvider clock,
        HttpContext http, CancellationToken ct)
    {
        var (tenant, user, now) = (http.Tenant(), http.UserId(), clock.GetUtcNow());
        if (await factors.Of(tenant, user, ct) is not { } factor)
            return IsOff;
        if (factor.IsOn)
            return IsOn;

        return await Prove(
            request, throttle, tenant, user, now,
            async code => await factors.Confirm(context, user, factor.Seed, code, now, ct) is { } recoveryCodes
                ? Results.Ok(new RecoveryCodesResponse(recoveryCodes))
                : null,
            ct);
    }

    private static async Task<IResult> Remove(
        [FromBody] TotpRequest request, SecondFactors factors, LoginThrottle throttle, Commands commands, TimeProvider clock,
        HttpContext http, CancellationToken ct)
    {
        var (tenant, user, now) = (http.Tenant(), http.UserId(), clock.GetUtcNow());
        if (await factors.Of(tenant, user, ct) is not { IsOn: true } factor)
            return IsOff;

        return await Prove(
            request, throttle, tenant, user, now,
            async code => await factors.Accept(tenant, user, factor.Seed, code, now, ct) is not null
                ? await SecondFactors.Remove(commands, user, ct).ToHttp()
                : null,
            ct);
    }

    /// <summary>An admin whose session was stolen shall not lose the second factor to the thief: not for oneself.</summary>
    private static async Task<IResult> RemoveOf(Guid id, Commands commands, HttpContext http, CancellationToken ct) =>
        id == http.UserId() ? Own : await SecondFactors.Remove(commands, id, ct).ToHttp();

    /// <summary>Whoever holds a session may not guess codes either: wrong ones are counted as at sign-in.</summary>
    private static async Task<IResult> Prove(
        TotpRequest request, LoginThrottle throttle, string tenant, Guid user, DateTimeOffset now,
        Func<string, Task<IResult?>> prove, CancellationToken ct)
    {
        var check = new Validation();
        var code = check.Text(request.Totp, "/totp", LongestCode);
        if (check.Refusal is { } refusal)
            return refusal;
        var taken = await throttle.TakeForUser(tenant, user, now, ct);
        if (taken.Refusal is { } throttled)
            return throttled;
        if (await prove(code) is not { } answer)
            return Wrong;
        await throttle.GiveBack(taken, ct);
        return answer;
    }
}
