using System.Security.Cryptography;
using OtpNet;

namespace SalesEngagement.Host.Access;

/// <summary>Codes of a seed and the time (RFC 6238: SHA-1, 30 seconds, 6 digits, which every authenticator app can do).</summary>
internal static class TotpCode
{
    private const int Digits = 6;
    private const int SeedSize = 20;
    private static readonly VerificationWindow OneStepOfSkew = new(previous: 1, future: 1);

    public static byte[] NewSeed() => RandomNumberGenerator.GetBytes(SeedSize);

    /// <summary>The seed as people type it into an app that cannot scan.</summary>
    public static string Write(byte[] seed) => Base32Encoding.ToString(seed).TrimEnd('=');

    /// <summary>The seed as apps scan it.</summary>
    public static string AddressOf(byte[] seed, string account) =>
        new OtpUri(OtpType.Totp, seed, account, Product.Name).ToString();

    /// <summary>The time step whose code this is, of the current one and its neighbours; null when it is none's.</summary>
    public static long? StepOf(byte[] seed, string code, DateTimeOffset now) =>
        code.Length == Digits && new Totp(seed).VerifyTotp(now.UtcDateTime, code, out var step, OneStepOfSkew) ? step : null;
}
