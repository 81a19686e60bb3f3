namespace SalesEngagement.Application.Imports;

/// <summary>How a file writes rows and cells. Quotes are <c>"</c>, doubled inside of quotes; lines end as they like.</summary>
/// <param name="Encoding">One of <see cref="CsvEncodings"/>.</param>
/// <param name="Delimiter">What stands between cells.</param>
/// <param name="HasHeader">Whether the first record names the columns.</param>
/// <param name="HasSeparatorLine">Whether a line <c>sep=;</c> stands above, as spreadsheets write it.</param>
public sealed record CsvDialect(string Encoding, char Delimiter, bool HasHeader, bool HasSeparatorLine = false)
{
    /// <summary>Records that are not data.</summary>
    public int RecordsBeforeData => (HasSeparatorLine ? 1 : 0) + (HasHeader ? 1 : 0);
}

/// <summary>The encodings that files may have, by their names.</summary>
public static class CsvEncodings
{
    public const string Utf8 = "utf-8";
    public const string Utf16LittleEndian = "utf-16le";
    public const string Utf16BigEndian = "utf-16be";
    public const string Windows1252 = "windows-1252";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Utf8, Utf16LittleEndian, Utf16BigEndian, Windows1252];

    /// <summary>The encoding, refusing what it cannot read. It takes a byte order mark away.</summary>
    public static System.Text.Encoding Of(string name) => name switch
    {
        Utf8 => new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        Utf16LittleEndian => new System.Text.UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        Utf16BigEndian => new System.Text.UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        Windows1252 => System.Text.CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        _ => throw new ArgumentException($"{name} is no encoding of files.", nameof(name)),
    };
}
