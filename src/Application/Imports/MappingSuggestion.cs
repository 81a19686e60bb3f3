namespace SalesEngagement.Application.Imports;

/// <summary>Suggests where the columns of a file go, by what they are called and by what stands in them.</summary>
public static class MappingSuggestion
{
    private const double Most = 0.7;
    private static readonly TargetKind[] Once =
    [
        TargetKind.FirstName, TargetKind.LastName, TargetKind.Name, TargetKind.Title, TargetKind.TimeZone, TargetKind.Tags, TargetKind.Source,
        TargetKind.Stage, TargetKind.Company,
    ];

    /// <summary>A target for each column; those nobody knows are ignored.</summary>
    /// <param name="header">The names of the columns; null without any.</param>
    /// <param name="rows">Some data rows.</param>
    public static IReadOnlyList<ColumnTarget> Of(IReadOnlyList<string>? header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var columns = Math.Max(header?.Count ?? 0, rows.Count == 0 ? 0 : rows.Max(row => row.Count));
        var taken = new HashSet<TargetKind>();
        var targets = new ColumnTarget[columns];
        for (var i = 0; i < columns; i++)
        {
            var target = (i < header?.Count ? HeaderWords.TargetOf(header[i]) ?? Field(header[i]) : null) ?? ByContent(rows, i) ?? ColumnTarget.Ignored;
            // The second column for what there is one of is somebody else's, such as a company's name.
            targets[i] = Once.Contains(target.Kind) && !taken.Add(target.Kind) ? ColumnTarget.Ignored : target;
        }

        if (taken.Contains(TargetKind.FirstName) && taken.Contains(TargetKind.LastName))
            targets = [.. targets.Select(target => target.Kind == TargetKind.Name ? ColumnTarget.Ignored : target)];
        else if (taken.Contains(TargetKind.LastName) && !taken.Contains(TargetKind.FirstName) && taken.Contains(TargetKind.Name))
            targets = [.. targets.Select(target => target.Kind == TargetKind.LastName ? ColumnTarget.Ignored : target)];
        return targets;
    }

    /// <summary>As our exports name the tenant's own fields.</summary>
    private static ColumnTarget? Field(string header) => ColumnTarget.Read(header) is { Kind: TargetKind.Field } field ? field : null;

    private static ColumnTarget? ByContent(IReadOnlyList<IReadOnlyList<string>> rows, int column)
    {
        string[] cells = [.. rows.Where(row => column < row.Count && !string.IsNullOrWhiteSpace(row[column])).Select(row => row[column])];
        if (cells.Length == 0)
            return null;
        if (cells.Count(ValueKinds.LooksLikeEmail) >= Most * cells.Length)
            return new(TargetKind.Email);
        return cells.Count(ValueKinds.LooksLikePhone) >= Most * cells.Length ? new(TargetKind.Phone) : null;
    }
}
