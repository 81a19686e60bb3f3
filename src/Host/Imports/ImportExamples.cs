using SalesEngagement.Domain.Imports;
using SalesEngagement.Host.Routes;

namespace SalesEngagement.Host.Imports;

/// <summary>What the documentation shows for imports.</summary>
internal static class ImportExamples
{
    private static readonly ColumnView[] Columns =
        [new(1, Header: null, "firstName"), new(2, Header: null, "lastName"), new(3, Header: null, "phone:mobile"), new(4, Header: null, "email")];

    public static string File { get; } = "Vorname;Nachname;Handy;E-Mail\r\nGrace;Hopper;+1 415 555 0100;grace@navy.example\r\n";

    public static ImportView Import { get; } = new(
        Guid.Parse("0199a1d5-0b1c-7d2e-9f30-415263748596"), Version: 3, ImportStatus.Importing, IsDryRun: false,
        Guid.Parse("0199a1d0-c1f6-7e2b-9c41-52d6a7f8e310"), new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), EndedAt: null, FileUntil: null,
        new("utf-8", "semicolon", HasHeader: true), Columns, "skip", Rows: 1000000, DoneRows: 250000,
        new(249000, 0, 900, 0, 100), Progress: 0.25, RowsPerSecond: 6000, SecondsLeft: 125, Stop: null, Undo: null);

    public static RowView Row { get; } = new(
        Row: 17, RowVerdict.Refused, ContactId: null, [new(Column: 4, "email", "must be an e-mail address")], Undone: null);

    public static PreviewView Preview { get; } = new(
        new("utf-8", "semicolon", HasHeader: true),
        [new(1, "Vorname", "firstName"), new(2, "Nachname", "lastName"), new(3, "Handy", "phone:mobile"), new(4, "E-Mail", "email")],
        [new(2, ContactExamples.New.FirstName, ContactExamples.New.LastName, Title: null, ["+14155550100"], ["grace@navy.example"], [], [])]);
}
