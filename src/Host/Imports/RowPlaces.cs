using System.Globalization;
using SalesEngagement.Application.Imports;

namespace SalesEngagement.Host.Imports;

/// <summary>Finds the column of a file that a JSON pointer of the contact's check means.</summary>
internal sealed class RowPlaces(RowCells cells, IReadOnlyList<int> phones, IReadOnlyList<int> emails)
{
    public RowReason Reason(string pointer, string message)
    {
        var (column, field) = Place(pointer.Split('/', StringSplitOptions.RemoveEmptyEntries));
        return new(column, field, field is null ? $"{pointer.TrimStart('/')} {message}" : message);
    }

    private (int? Column, string? Field) Place(string[] parts) => parts switch
    {
        ["phones", var nth, ..] when Nth(phones, nth) is { } column => (column, cells.FieldOf(column)),
        ["emails", var nth, ..] when Nth(emails, nth) is { } column => (column, cells.FieldOf(column)),
        ["firstName"] => cells.ColumnOf(TargetKind.FirstName, TargetKind.Name),
        ["lastName"] => cells.ColumnOf(TargetKind.LastName, TargetKind.Name),
        ["title"] => cells.ColumnOf(TargetKind.Title),
        ["timeZone"] => cells.ColumnOf(TargetKind.TimeZone),
        ["source"] => cells.ColumnOf(TargetKind.Source),
        ["stage"] => cells.ColumnOf(TargetKind.Stage),
        ["company"] => cells.ColumnOf(TargetKind.Company),
        ["tags", ..] => cells.ColumnOf(TargetKind.Tags),
        ["fields", var name, ..] => OfField(name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)),
        ["phones", ..] => cells.ColumnOf(TargetKind.Phone),
        ["emails", ..] => cells.ColumnOf(TargetKind.Email),
        _ => (null, null),
    };

    private (int? Column, string? Field) OfField(string name) => (cells.ColumnOfField(name), $"field:{name}");

    private static int? Nth(IReadOnlyList<int> columns, string nth) =>
        int.TryParse(nth, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < columns.Count ? columns[i] : null;
}
