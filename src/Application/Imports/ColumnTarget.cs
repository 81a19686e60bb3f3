namespace SalesEngagement.Application.Imports;

/// <summary>Where the cells of a column go.</summary>
public enum TargetKind
{
    /// <summary>Nowhere.</summary>
    Ignore,
    FirstName,
    LastName,

    /// <summary>Both names in one: <c>Grace Hopper</c> or <c>Hopper, Grace</c>.</summary>
    Name,
    Title,

    /// <summary>An e-mail address; the detail is its label.</summary>
    Email,

    /// <summary>A number; the detail is its label.</summary>
    Phone,
    TimeZone,

    /// <summary>Words with commas or semicolons between.</summary>
    Tags,
    Source,
    Stage,

    /// <summary>What the company is called that the person works for.</summary>
    Company,

    /// <summary>A field of the tenant's own; the detail is its name.</summary>
    Field,
}

/// <summary>Where the cells of a column go, written as <c>firstName</c>, <c>phone:mobile</c>, <c>field:rank</c>.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Detail">A label, or the name of a field; null where there is none.</param>
public sealed record ColumnTarget(TargetKind Kind, string? Detail = null)
{
    private const int LongestDetail = 40;

    /// <summary>Nowhere.</summary>
    public static ColumnTarget Ignored { get; } = new(TargetKind.Ignore);

    /// <summary>Reads what <see cref="ToString"/> writes; null when it is no target.</summary>
    public static ColumnTarget? Read(string? text)
    {
        if (text is null)
            return null;
        var (word, detail) = text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var at
            ? (text[..at].Trim(), text[(at + 1)..].Trim())
            : (text.Trim(), null);
        if (!Enum.TryParse<TargetKind>(word, ignoreCase: true, out var kind) || !word.All(char.IsAsciiLetter))
            return null;
        var takesDetail = kind is TargetKind.Email or TargetKind.Phone or TargetKind.Field;
        return (takesDetail || detail is null) && (kind != TargetKind.Field || detail is not null) && detail is null or { Length: > 0 and <= LongestDetail }
            ? new(kind, detail)
            : null;
    }

    public override string ToString()
    {
        var word = char.ToLowerInvariant(Kind.ToString()[0]) + Kind.ToString()[1..];
        return Detail is null ? word : $"{word}:{Detail}";
    }
}
