using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using SalesEngagement.Host.Edge;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Tells devices on which an account has signed in from strangers'. It opens nothing: whoever has one only counts apart
/// from others when they try to sign in, so that strangers' tries cannot lock this device out. The cookie is a random name
/// of the device, the time, and a code over both and the account; it says nothing and fits no other account.
/// </summary>
internal sealed class DeviceCookies(HostSecrets secrets, IOptions<AccessOptions> options)
{
    /// <summary>Name of the cookie (<see cref="CookieName"/>).</summary>
    public const string Name = "device";

    private const int DeviceSize = 16;
    private const int TimeSize = 8;

    /// <summary>The device's name, or null when it brings no cookie of ours for this account, or too old a one.</summary>
    public async ValueTask<string?> Read(HttpContext http, byte[] account, DateTimeOffset now, CancellationToken ct)
    {
        if (Decode(http.Request.Cookies[CookieName.For(http, Name)]) is not { Length: DeviceSize + TimeSize + HMACSHA256.HashSizeInBytes } bytes)
            return null;

        var said = bytes.AsMemory(0, DeviceSize + TimeSize);
        if (!CryptographicOperations.FixedTimeEquals(await CodeOf(said, account, ct), bytes.AsSpan(said.Length)))
            return null;
        var given = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(said.Span[DeviceSize..]));
        return given.AddDays(options.Value.DeviceCookieDays) > now ? Convert.ToHexString(said.Span[..DeviceSize]) : null;
    }

    /// <summary>Gives the device a name that it had not before: what failed under the old one is no concern of the new.</summary>
    public async ValueTask Give(HttpContext http, byte[] account, DateTimeOffset now, CancellationToken ct)
    {
        var said = new byte[DeviceSize + TimeSize];
        RandomNumberGenerator.Fill(said.AsSpan(0, DeviceSize));
        BinaryPrimitives.WriteInt64BigEndian(said.AsSpan(DeviceSize), now.ToUnixTimeSeconds());
        http.Response.Cookies.Append(
            CookieName.For(http, Name),
            WebEncoders.Base64UrlEncode([.. said, .. await CodeOf(said, account, ct)]),
            new()
            {
                HttpOnly = true,
                Secure = http.Request.IsHttps,
                SameSite = SameSiteMode.Strict,
                Path = "/",
                MaxAge = TimeSpan.FromDays(options.Value.DeviceCookieDays),
            });
    }

    private async ValueTask<byte[]> CodeOf(ReadOnlyMemory<byte> said, byte[] account, CancellationToken ct)
    {
        var key = await secrets.Of("device-cookies", () => RandomNumberGenerator.GetBytes(32), ct);
        byte[] bound = [.. said.Span, .. account];
        return HMACSHA256.HashData(key, bound);
    }

    private static byte[]? Decode(string? cookie)
    {
        try
        {
            return cookie is { Length: > 0 and < 200 } ? WebEncoders.Base64UrlDecode(cookie) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
