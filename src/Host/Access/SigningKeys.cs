using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace SalesEngagement.Host.Access;

/// <summary>
/// The P-256 keys of access tokens, shared by all nodes. A node's knowledge of them is a minute old at most, so a revoked
/// key's tokens are dead everywhere within that minute; it looks once more when a token names a key that it does not know.
/// </summary>
internal sealed partial class SigningKeys(
    SigningKeyStore store, SecretWrapping wrapping, IOptions<AccessOptions> options, TimeProvider clock, ILogger<SigningKeys> log)
    : IDisposable
{
    /// <summary>How old a node's knowledge gets, unless the key database is away.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>When one of the requests that come looks again, so that not all have to wait for it a little later.</summary>
    private static readonly TimeSpan Aging = TimeSpan.FromSeconds(45);

    /// <summary>How often an unknown <c>kid</c> makes it look: whoever invents some costs one small query in this time.</summary>
    public static readonly TimeSpan Curious = TimeSpan.FromSeconds(5);

    private const int Tries = 10;

    private readonly SemaphoreSlim _reading = new(1);
    private SigningKeySet? _known;

    private TimeSpan SignsFor => TimeSpan.FromDays(options.Value.SigningKeyDays);

    /// <summary>The keys as they are now. Makes the first, and the next when it is due.</summary>
    public async ValueTask<SigningKeySet> Current(CancellationToken ct)
    {
        if (Volatile.Read(ref _known) is not { } known || !IsYounger(known, Fresh))
            return await Read(Fresh, ct);
        var othersRead = _reading.CurrentCount == 0;
        return othersRead || IsYounger(known, Aging) ? known : await Read(Aging, ct);
    }

    /// <summary>Prepares for a token that names this key: it may have been made elsewhere a moment ago.</summary>
    public async ValueTask Expect(string? kid, CancellationToken ct)
    {
        var known = await Current(ct);
        if (kid is not null && known.Find(kid) is null && !IsYounger(known, Curious))
            await Read(Curious, ct);
    }

    /// <summary>The key of this name whose tokens are taken, or null. Asks nobody.</summary>
    public ECDsaSecurityKey? Find(string? kid) => Volatile.Read(ref _known)?.Find(kid);

    /// <summary>All keys with what each does now, for operators. Makes none.</summary>
    public async Task<(IReadOnlyList<SigningKeyRow> Keys, SigningKeyDuties Duties)> Describe(CancellationToken ct)
    {
        var keys = await store.All(ct);
        return (keys, SigningKeyDuties.At(keys, clock.GetUtcNow(), SignsFor));
    }

    /// <summary>Makes the next key before it is due.</summary>
    /// <param name="revokeOlder">Whether it signs at once, and no token of the others is taken any more.</param>
    /// <param name="ct">Breaks it off.</param>
    public async Task<SigningKeyRow> Rotate(bool revokeOlder, CancellationToken ct)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (await Make(await store.All(ct), revokeOlder, ct) is { } made)
                return made;
        }

        throw new InvalidOperationException("Others make signing keys all the time; none was made here.");
    }

    public void Dispose() => _reading.Dispose();

    private bool IsYounger(SigningKeySet known, TimeSpan age) => (clock.GetUtcNow() - known.ReadAt).Duration() < age;

    private async Task<SigningKeySet> Read(TimeSpan age, CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        var known = _known;
        try
        {
            if (known is null || !IsYounger(known, age))
                Volatile.Write(ref _known, known = await Look(known, ct));
            return known;
        }
        catch (NpgsqlException e) when (known is not null)
        {
            DatabaseIsSilent(e.GetType().Name);
            Volatile.Write(ref _known, known with { ReadAt = clock.GetUtcNow() - Aging + Curious });
            return known;
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<SigningKeySet> Look(SigningKeySet? known, CancellationToken ct)
    {
        var (keys, duties) = await Describe(ct);
        while (duties.IsNextDue)
        {
            await Make(keys, revokeOlder: false, ct);
            (keys, duties) = await Describe(ct);
        }

        var verifying = duties.Verify.ToFrozenDictionary(
            key => key.Kid, key => known?.Find(key.Kid) ?? Open(key), StringComparer.Ordinal);
        return new(verifying[duties.Signs!.Kid], verifying, clock.GetUtcNow());
    }

    /// <summary>The key after <paramref name="keys"/>; null when another node made it meanwhile.</summary>
    private async Task<SigningKeyRow?> Make(IReadOnlyList<SigningKeyRow> keys, bool revokeOlder, CancellationToken ct)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var kid = Base64UrlEncoder.Encode(SHA256.HashData(ecdsa.ExportSubjectPublicKeyInfo()));
        var wrapped = wrapping.Wrap(SigningKeyRow.NameOf(kid), ecdsa.ExportPkcs8PrivateKey());
        var number = keys.Select(key => key.Number).DefaultIfEmpty().Max() + 1;
        var key = new SigningKeyRow(kid, number, wrapping.CurrentId, wrapped, clock.GetUtcNow());
        if (!await store.TryAdd(key, revokeOlder, ct))
            return null;
        KeyMade(kid, number, revokeOlder);
        return key;
    }

    private ECDsaSecurityKey Open(SigningKeyRow key)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(wrapping.Unwrap(key.Name, key.MasterKeyId, key.Wrapped), out _);
        return new(ecdsa) { KeyId = key.Kid };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Signing key {Kid}, number {Number}, was made. Older ones revoked: {Revoked}.")]
    private partial void KeyMade(string kid, int number, bool revoked);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The key database does not answer ({Error}); the signing keys stay as they were known.")]
    private partial void DatabaseIsSilent(string error);
}
