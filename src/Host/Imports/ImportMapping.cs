using System.Globalization;
using System.Text.Json;
using SalesEngagement.Application.Imports;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Imports;

/// <summary>Where the columns of a file go: as its sender says, else as is suggested.</summary>
internal static class ImportMapping
{
    /// <summary>A target for each column, to be used only when <paramref name="check"/> has no refusal afterwards.</summary>
    /// <param name="json">Names or numbers of columns to targets; null: all as suggested.</param>
    /// <param name="sample">The file's beginning.</param>
    /// <param name="check">Takes what is wrong.</param>
    public static IReadOnlyList<ColumnTarget> Resolve(string? json, FileSample sample, Validation check)
    {
        ColumnTarget[] targets = [.. MappingSuggestion.Of(sample.Header, [.. sample.Rows.Select(row => row.Cells)])];
        foreach (var (column, target) in Said(json, check))
        {
            var place = PlaceOf(column, sample);
            var read = ColumnTarget.Read(target);
            var pointer = $"/mapping/{column.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            check.Require(place is not null, pointer, "is no column of the file");
            check.Require(read is not null, pointer, "must be firstName, lastName, name, title, email, phone, timeZone, tags, source, stage, company, field:<name> or ignore");
            if (place is { } at && read is not null)
                targets[at] = read;
        }

        var kinds = targets.Select(target => target.Kind).ToHashSet();
        check.Require(
            kinds.Contains(TargetKind.Name) || (kinds.Contains(TargetKind.FirstName) && kinds.Contains(TargetKind.LastName)),
            "/mapping", "must have columns for firstName and lastName, or one for name");
        return targets;
    }

    private static Dictionary<string, string?> Said(string? json, Validation check)
    {
        try
        {
            if (!string.IsNullOrWhiteSpace(json))
                return JsonSerializer.Deserialize<Dictionary<string, string?>>(json, JsonFormat.Options) ?? [];
        }
        catch (JsonException)
        {
            check.Require(condition: false, "/mapping", "must be a JSON object of texts");
        }

        return [];
    }

    private static int? PlaceOf(string column, FileSample sample)
    {
        for (var i = 0; i < sample.Header?.Count; i++)
        {
            if (string.Equals(sample.Header[i].Trim(), column.Trim(), StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= sample.Columns
            ? number - 1
            : null;
    }
}
