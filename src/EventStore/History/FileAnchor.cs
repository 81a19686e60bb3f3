using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace SalesEngagement.EventStore.History;

/// <summary>
/// An append-only file, a line of JSON for each super-root, on the disk before <see cref="Add"/> returns. Nothing in it is
/// ever rewritten: a line torn by a crash stays, is passed over by readers, and its round is written again after it.
/// </summary>
public sealed class FileAnchor(string path) : IHistoryAnchor
{
    private const int Tail = 64 * 1024;

    /// <inheritdoc/>
    public async Task<AnchoredRound?> Last(CancellationToken ct)
    {
        if (!File.Exists(path))
            return null;
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(Tail, file.Length), SeekOrigin.End);
        using var reader = new StreamReader(file, Encoding.UTF8);
        var lines = (await reader.ReadToEndAsync(ct)).Split('\n');
        return lines.Select(Parse).MaxBy(round => round?.Round);
    }

    /// <inheritdoc/>
    public async Task Add(IReadOnlyList<AnchoredRound> rounds, CancellationToken ct)
    {
        if (rounds.Count == 0)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var text = new StringBuilder(EndsTorn(file) ? "\n" : "");
        foreach (var round in rounds)
            text.Append(JsonSerializer.Serialize(round)).Append('\n');
        file.Seek(0, SeekOrigin.End);
        await file.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
        file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AnchoredRound> Read([EnumeratorCancellation] CancellationToken ct)
    {
        if (!File.Exists(path))
            yield break;
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.UTF8);
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (Parse(line) is { } round)
                yield return round;
        }
    }

    private static bool EndsTorn(FileStream file)
    {
        if (file.Length == 0)
            return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    private static AnchoredRound? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AnchoredRound>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
