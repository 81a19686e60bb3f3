using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>How a user turns a second factor on.</summary>
internal static class TotpRig
{
    public const string Totp = "/api/v1/auth/totp";
    public const string Confirm = "/api/v1/auth/totp/confirm";

    /// <summary>Enrols and confirms, with the code of the step before the clock's.</summary>
    public static async Task<(Authenticator App, string[] RecoveryCodes)> TurnOn(SignInRig rig, string token)
    {
        var app = await Enrol(rig, token);
        var confirmed = await rig.At(null).Post(Confirm, new { totp = app.Code(rig.Time.GetUtcNow(), -1) }, token).ShouldBe(200);
        return (app, [.. (await confirmed.Json()).GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)]);
    }

    public static async Task<Authenticator> Enrol(SignInRig rig, string token) =>
        new((await (await rig.At(null).Post(Totp, body: null, token).ShouldBe(200)).Json()).Text("secret"));

    public static Task<HttpResponseMessage> Remove(SignInRig rig, string token, string totp) =>
        rig.At(null).Send(HttpMethod.Delete, Totp, new { totp }, token);

    public static async Task<bool> IsOn(SignInRig rig, string token) =>
        (await rig.At(null).Get("/api/v1/auth/me", token).Json()).GetProperty("secondFactor").GetBoolean();
}
