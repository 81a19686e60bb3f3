using System.Text.Json;
using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.Imports;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Host.Contacts;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Routes;

namespace SalesEngagement.Host.Imports;

/// <summary>Makes of a row what a client would have sent to add the contact, and holds it to the same rules.</summary>
internal sealed class RowReader(ImportSettings settings, AddressHashes.Hasher hasher, ImportFields own)
{
    private readonly IReadOnlyList<ColumnTarget> _targets = settings.Columns();

    public RowDraft Read(CsvRecord record)
    {
        var cells = new RowCells(_targets, record.Cells);
        var phones = Phones(cells);
        var emails = Emails(cells);
        var (first, last) = Names(cells);
        var body = new NewContact(
            first, last, cells.One(TargetKind.Title),
            [.. phones.Select(phone => phone.Body)], [.. emails.Select(email => email.Body)],
            cells.One(TargetKind.TimeZone), settings.OwnerId, Tags(cells), Source: cells.One(TargetKind.Source) ?? settings.Source, Stage: cells.One(TargetKind.Stage));

        var check = new Validation();
        var fields = new FieldValues(FieldTarget.Contacts, check, own.Defined, own.Users.Contains).All(Fields(cells));
        var company = check.OptionalText(cells.One(TargetKind.Company), "/company", CompanyParts.LongestName);
        var command = ContactCommands.Read(body, fields, company: null, settings.OwnerId, check);
        if (check.Refusal is { Errors: { } errors })
        {
            var places = new RowPlaces(cells, [.. phones.Select(phone => phone.Column)], [.. emails.Select(email => email.Column)]);
            return new(record.Row, Contact: null, [.. errors.SelectMany(error => error.Value.Select(message => places.Reason(error.Key, message)))], []);
        }

        return new(record.Row, command, [], [.. hasher.Of(command.Emails, command.Phones)])
        {
            Company = company is null ? null : new(company, cells.ColumnOf(TargetKind.Company).Column),
        };
    }

    private List<(PhoneBody Body, int Column)> Phones(RowCells cells)
    {
        var phones = new List<(PhoneBody Body, int Column)>();
        foreach (var (target, cell, column) in cells.All(TargetKind.Phone))
        {
            // A spreadsheet's apostrophe says that the cell is text; the country says what is missing at the front.
            var text = cell.TrimStart('\'');
            var number = PhoneNumberText.Read(text, settings.Country)?.Value ?? text;
            if (phones.All(phone => phone.Body.Number != number))
                phones.Add((new(number, target.Detail), column));
        }

        return phones;
    }

    private static List<(EmailBody Body, int Column)> Emails(RowCells cells)
    {
        var emails = new List<(EmailBody Body, int Column)>();
        foreach (var (target, cell, column) in cells.All(TargetKind.Email))
        {
            if (emails.All(email => !string.Equals(email.Body.Address, cell, StringComparison.OrdinalIgnoreCase)))
                emails.Add((new(cell, target.Detail), column));
        }

        return emails;
    }

    private static (string? First, string? Last) Names(RowCells cells)
    {
        var (first, last) = (cells.One(TargetKind.FirstName), cells.One(TargetKind.LastName));
        if (cells.One(TargetKind.Name) is not { } whole || (first is not null && last is not null))
            return (first, last);
        if (whole.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma)
            return (first ?? whole[(comma + 1)..].Trim(), last ?? whole[..comma].Trim());
        return whole.LastIndexOf(' ') is > 0 and var space
            ? (first ?? whole[..space].Trim(), last ?? whole[(space + 1)..])
            : (first, last ?? whole);
    }

    private string[] Tags(RowCells cells) =>
    [
        .. settings.Tags.Concat(cells.All(TargetKind.Tags)
            .SelectMany(tags => tags.Cell.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))).Distinct(),
    ];

    private Dictionary<string, JsonElement> Fields(RowCells cells)
    {
        var fields = new Dictionary<string, JsonElement>();
        foreach (var (target, cell, _) in cells.All(TargetKind.Field))
            fields.TryAdd(target.Detail!, own.Written(target.Detail!, cell));
        return fields;
    }
}
