using System.Security.Cryptography;
using System.Text;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>
/// Master keys from a file or an environment variable: 32 bytes in base64 each, one per line (or separated by blanks),
/// the current one last. Without them nothing personal in the store can ever be read again: back them up apart from it.
/// </summary>
public sealed class LocalMasterKeys : IMasterKeyProvider
{
    private readonly Dictionary<string, byte[]> _keys = [];

    private LocalMasterKeys(string text, string origin)
    {
        foreach (var line in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var key = new byte[SubjectCipher.KeyBytes];
            if (!Convert.TryFromBase64String(line, key, out var length) || length != SubjectCipher.KeyBytes)
                throw new InvalidOperationException($"{origin} holds something else than master keys: each is 32 bytes in base64.");
            CurrentId = IdOf(key);
            _keys[CurrentId] = key;
        }

        if (_keys.Count == 0)
            throw new InvalidOperationException($"{origin} holds no master key: 32 bytes in base64.");
    }

    /// <inheritdoc/>
    public string CurrentId { get; } = "";

    /// <summary>Reads the keys of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Makes it with a new key, for its owner's eyes only, when it is missing (Development).</param>
    /// <exception cref="InvalidOperationException">It is missing, or holds something else.</exception>
    public static LocalMasterKeys FromFile(string path, bool create)
    {
        if (!File.Exists(path))
        {
            if (!create)
                throw new InvalidOperationException($"The master key file {path} is missing.");
            Make(path);
        }

        return new(File.ReadAllText(path), $"The master key file {path}");
    }

    /// <summary>Reads the keys of an environment variable.</summary>
    /// <exception cref="InvalidOperationException">It is missing, or holds something else.</exception>
    public static LocalMasterKeys FromEnvironment(string variable) => FromText(
        Environment.GetEnvironmentVariable(variable) ?? "", $"The environment variable {variable}");

    /// <summary>Reads the keys of a text, such as a setting's value.</summary>
    /// <exception cref="InvalidOperationException">It holds no keys, or something else; the message names the origin.</exception>
    public static LocalMasterKeys FromText(string text, string origin) => new(text, origin);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Key(string id) => _keys.TryGetValue(id, out var key)
        ? key
        : throw new KeyNotFoundException($"Master key {id} is not here any more, but something is still wrapped with it: put it back.");

    /// <summary>Written aside and moved into place: nobody reads half a key, and of two makers one wins.</summary>
    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var aside = $"{path}.{Guid.CreateVersion7():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(aside, options))
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(KeyWrapping.NewKey()) + "\n"));
        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }
    }

    private static string IdOf(byte[] key) =>
        Convert.ToHexStringLower(SHA256.HashData([.. "master key id"u8, .. key]).AsSpan(0, 6));
}
