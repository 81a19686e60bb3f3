using System.Security.Cryptography;
using System.Text;

namespace SalesEngagement.EventStore.History;

/// <summary>
/// The keys that sign history (ECDSA P-256) and those that once did: base64, one per line, private as PKCS#8 or SEC 1, or public as
/// SubjectPublicKeyInfo. The last private one signs. When a key is replaced its public half stays, so that old blocks
/// verify; whoever only verifies needs public ones only.
/// </summary>
public sealed class SealKeys : IDisposable
{
    private const int P256 = 256;
    private readonly Dictionary<string, ECDsa> _keys = [];
    private readonly Lock _turn = new();

    private SealKeys(string text, string origin)
    {
        foreach (var line in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            Add(line, origin);
        if (_keys.Count == 0)
            throw new InvalidOperationException($"{origin} holds no signing key: PKCS#8 or a public key in base64, P-256.");
    }

    /// <summary>Id of the key that signs; null when all are public.</summary>
    public string? CurrentId { get; private set; }

    /// <summary>The public keys, one line each: what a verifier elsewhere needs.</summary>
    public string PublicText => string.Concat(_keys.Values.Select(key => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()) + "\n"));

    /// <summary>Reads the keys of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Makes it with a new private key when it is missing (Development).</param>
    /// <exception cref="InvalidOperationException">It is missing, or holds something else.</exception>
    public static SealKeys FromFile(string path, bool create)
    {
        if (!File.Exists(path))
        {
            if (!create)
                throw new InvalidOperationException($"The signing key file {path} is missing.");
            Make(path);
        }

        return new(File.ReadAllText(path), $"The signing key file {path}");
    }

    /// <summary>Reads the keys of a text, such as a setting's value.</summary>
    /// <exception cref="InvalidOperationException">It holds no keys, or something else; the message names the origin.</exception>
    public static SealKeys FromText(string text, string origin) => new(text, origin);

    /// <summary>A new private key as a line.</summary>
    public static string NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _keys.Values)
            key.Dispose();
    }

    /// <summary>Signs a hash with the current key (64 bytes, IEEE P1363).</summary>
    internal byte[] Sign(byte[] hash)
    {
        lock (_turn)
            return _keys[CurrentId ?? throw new InvalidOperationException("There is no private key to sign with.")].SignHash(hash);
    }

    /// <summary>Whether a known key of this id signed the hash.</summary>
    internal bool Verify(string keyId, byte[] hash, byte[] signature)
    {
        lock (_turn)
            return _keys.TryGetValue(keyId, out var key) && key.VerifyHash(hash, signature);
    }

    private void Add(string line, string origin)
    {
        var key = ECDsa.Create();
        try
        {
            var bytes = Convert.FromBase64String(line);
            var isPrivate = TryImport(() => key.ImportPkcs8PrivateKey(bytes, out _)) || TryImport(() => key.ImportECPrivateKey(bytes, out _));
            if (!isPrivate)
                key.ImportSubjectPublicKeyInfo(bytes, out _);
            if (key.KeySize != P256)
                throw new CryptographicException("Another curve.");
            var id = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 8));
            if (!_keys.TryAdd(id, key) && isPrivate)
                _keys[id] = key;
            CurrentId = isPrivate ? id : CurrentId;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            key.Dispose();
            throw new InvalidOperationException($"{origin} holds something else than P-256 keys in base64.");
        }
    }

    private static bool TryImport(Action import)
    {
        try
        {
            import();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var aside = $"{path}.{Guid.CreateVersion7():n}";
        using (var file = new FileStream(aside, options))
            file.Write(Encoding.ASCII.GetBytes(NewKey() + "\n"));
        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }
    }
}
