using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace SalesEngagement.Host.Oidc;

/// <summary>
/// A sign-in on its way to a provider and back: which provider, until when, which one it is, and a seal over that and over the
/// browser's own secret. Nothing is stored until it comes back; nonce and verifier follow from it and are never the same.
/// </summary>
internal sealed class SignInState
{
    /// <summary>Bytes of a browser's secret, and of the key.</summary>
    public const int SecretSize = 32;

    private const int IdSize = 16;
    private const int TimeSize = 8;
    private const int SaidSize = IdSize + TimeSize + IdSize;
    private readonly byte[] _said;
    private readonly byte[] _browser;
    private readonly byte[] _key;

    private SignInState(byte[] said, byte[] browser, byte[] key) => (_said, _browser, _key) = (said, browser, key);

    /// <summary>The provider that the browser was sent to.</summary>
    public Guid ProviderId => new(_said.AsSpan(0, IdSize), bigEndian: true);

    /// <summary>When it is too late to come back.</summary>
    public DateTimeOffset ExpiresAt => DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(_said.AsSpan(IdSize)));

    /// <summary>Which sign-in it is.</summary>
    public Guid Id => new(_said.AsSpan(IdSize + TimeSize), bigEndian: true);

    /// <summary>What the ID token must repeat.</summary>
    public string Nonce => WebEncoders.Base64UrlEncode(Of("nonce"));

    /// <summary>What we show the provider with the code (RFC 7636).</summary>
    public string Verifier => WebEncoders.Base64UrlEncode(Of("verifier"));

    /// <summary>What the provider is told of the verifier beforehand.</summary>
    public string Challenge => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>A new one.</summary>
    public static SignInState Begin(Guid providerId, DateTimeOffset expiresAt, byte[] browser, byte[] key)
    {
        var said = new byte[SaidSize];
        providerId.TryWriteBytes(said, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(said.AsSpan(IdSize), expiresAt.ToUnixTimeSeconds());
        RandomNumberGenerator.Fill(said.AsSpan(IdSize + TimeSize));
        return new(said, browser, key);
    }

    /// <summary>Reads one that comes back; null when it was not made here, for this browser and provider, or is too old.</summary>
    public static SignInState? Read(string? text, Guid providerId, byte[]? browser, DateTimeOffset now, byte[] key)
    {
        if (browser is null || Decode(text) is not { Length: SaidSize + HMACSHA256.HashSizeInBytes } bytes)
            return null;
        var state = new SignInState(bytes[..SaidSize], browser, key);
        return CryptographicOperations.FixedTimeEquals(state.Of("state"), bytes.AsSpan(SaidSize))
            && state.ProviderId == providerId && state.ExpiresAt > now
                ? state
                : null;
    }

    /// <summary>As it goes through the browser.</summary>
    public string Write() => WebEncoders.Base64UrlEncode([.. _said, .. Of("state")]);

    /// <summary>Never what follows from it.</summary>
    public override string ToString() => nameof(SignInState);

    /// <summary>The bytes of a text; null when they are none.</summary>
    public static byte[]? Decode(string? text)
    {
        try
        {
            return text is { Length: > 0 and < 200 } ? WebEncoders.Base64UrlDecode(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private byte[] Of(string what) => HMACSHA256.HashData(_key, (byte[])[.. Encoding.ASCII.GetBytes(what), 0, .. _said, .. _browser]);
}
