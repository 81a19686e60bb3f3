using SalesEngagement.Application.Imports;
using SalesEngagement.Domain.Imports;

namespace SalesEngagement.Host.Imports;

/// <summary>An import as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Of its stream.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="IsDryRun">Whether it began as a dry run.</param>
/// <param name="OwnerId">Who sent it.</param>
/// <param name="StartedAt">When.</param>
/// <param name="EndedAt">When it was over.</param>
/// <param name="FileUntil">When the file of a dry run goes, unless somebody confirms.</param>
/// <param name="Dialect">How the file is written.</param>
/// <param name="Columns">Where its columns go.</param>
/// <param name="OnMatch">What rows do about people who are there already: <c>skip</c> or <c>update</c>.</param>
/// <param name="Rows">Rows of the file; absent while they are counted.</param>
/// <param name="DoneRows">How many are worked through.</param>
/// <param name="Counts">Their verdicts.</param>
/// <param name="Progress">From 0 to 1.</param>
/// <param name="RowsPerSecond">While it works, with what it waits for other jobs and for read models.</param>
/// <param name="SecondsLeft">At that rate.</param>
/// <param name="Stop">Why it could not go on.</param>
/// <param name="Undo">What was taken back.</param>
internal sealed record ImportView(
    Guid Id, long Version, ImportStatus Status, bool IsDryRun, Guid OwnerId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    DateTimeOffset? FileUntil, DialectView? Dialect, IReadOnlyList<ColumnView> Columns, string OnMatch, long? Rows, long DoneRows,
    ImportCounts Counts, double Progress, long? RowsPerSecond, long? SecondsLeft, StopView? Stop, UndoView? Undo)
{
    public static ImportView Of(Guid id, ContactImport import, long version, ImportRow row)
    {
        var rate = row.WorkingMs > 0 ? row.DoneRows * 1000 / row.WorkingMs : 0;
        var isCounted = import.IsRunning && row.TotalRows is not null && rate > 0;
        return new(
            id, version, import.Status, import.IsDryRun, import.OwnerId, import.StartedAt, row.EndedAt, row.FileUntil,
            row.Settings is { } settings ? DialectView.Of(settings.Dialect) : null,
            [.. (row.Settings?.Targets ?? []).Select((target, i) => new ColumnView(i + 1, Header: null, target))],
            row.Settings is { Updates: true } ? "update" : "skip", row.TotalRows, row.DoneRows, row.Counts,
            row.TotalRows is > 0 and var total ? Math.Round((double)row.DoneRows / total, 4) : row.TotalRows is 0 ? 1 : 0,
            isCounted ? rate : null, isCounted ? (row.TotalRows - row.DoneRows) / rate : null,
            import.Stop is { } stop ? new(stop.Reason, stop.Row, stop.Column, StopView.Told(stop.Reason)) : null,
            import.Status is ImportStatus.Undoing or ImportStatus.Undone ? new(row.Deleted, row.ChangedBack, row.Kept) : null);
    }
}

/// <summary>How a file is written.</summary>
internal sealed record DialectView(string Encoding, string Delimiter, bool HasHeader)
{
    public static DialectView Of(CsvDialect dialect) => new(
        dialect.Encoding,
        dialect.Delimiter switch { ',' => "comma", ';' => "semicolon", '\t' => "tab", '|' => "pipe", var other => $"{other}" },
        dialect.HasHeader);
}

/// <summary>A column of a file.</summary>
/// <param name="Column">From 1.</param>
/// <param name="Header">What it is called there; shown in a preview only.</param>
/// <param name="To">What it is for, such as <c>phone:mobile</c>; <c>ignore</c>: nothing.</param>
internal sealed record ColumnView(int Column, string? Header, string To);

/// <summary>Why an import could not go on, and where.</summary>
internal sealed record StopView(string Reason, long? Row, int? Column, string Detail)
{
    public static string Told(string reason) => reason switch
    {
        CsvFaultException.MalformedQuotes => "A quote is not closed, or something stands behind a closing one. Quotes inside of a cell are doubled.",
        CsvFaultException.RowTooLong => "The row is too long; a quote may not be closed.",
        CsvFaultException.CellTooLong => "The cell is too long.",
        CsvFaultException.TooManyColumns => "There are too many columns.",
        CsvFaultException.TooManyRows => "There are too many rows. Send them in several files.",
        CsvFaultException.WrongEncoding => "The file is not in the encoding that it began with.",
        "not-confirmed" => "Nobody confirmed the dry run in time. Send the file again.",
        "file-destroyed" => "Somebody was erased while the file was kept, so it was destroyed. Send it again.",
        "file-gone" => "The file is not there any more. Send it again.",
        _ => "Something broke on our side. What was done by then can be undone.",
    };
}

/// <summary>What was taken back.</summary>
internal sealed record UndoView(long Deleted, long ChangedBack, long Kept);

/// <summary>What became of a row.</summary>
/// <param name="Row">As a spreadsheet counts.</param>
/// <param name="Verdict">The verdict; in a dry run what it would be.</param>
/// <param name="ContactId">The contact.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Undone">When the import was taken back: deleted, changed-back, kept, kept-in-part.</param>
internal sealed record RowView(long Row, RowVerdict Verdict, Guid? ContactId, IReadOnlyList<RowReason> Reasons, string? Undone);

/// <summary>What a file looks like to us.</summary>
/// <param name="Dialect">How it is written, as it was found out.</param>
/// <param name="Columns">Where its columns would go.</param>
/// <param name="Rows">Its first rows, as they would be read.</param>
internal sealed record PreviewView(DialectView Dialect, IReadOnlyList<ColumnView> Columns, IReadOnlyList<PreviewRow> Rows);

/// <summary>A row as it would be read.</summary>
internal sealed record PreviewRow(
    long Row, string? FirstName, string? LastName, string? Title, IReadOnlyList<string> Phones, IReadOnlyList<string> Emails,
    IReadOnlyList<string> Tags, IReadOnlyList<RowReason> Reasons, string? Stage = null, string? Company = null)
{
    public static PreviewRow Of(RowDraft draft) => new(
        draft.Row, draft.Contact?.FirstName.Value, draft.Contact?.LastName.Value, draft.Contact?.Title?.Value,
        [.. (draft.Contact?.Phones ?? []).Select(phone => phone.Number.Value)], [.. (draft.Contact?.Emails ?? []).Select(email => email.Address.Value)],
        draft.Contact?.Tags ?? [], draft.Reasons, draft.Contact?.Stage, draft.Company?.Name);
}
