using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Application.CustomFields;

/// <summary>All fields of a contact or a company: personal ones and clear ones, in the order in which they came.</summary>
/// <param name="Personal">Encrypted; a company has none.</param>
/// <param name="Clear">Not about a person, by their definitions.</param>
public sealed record FieldSet(IReadOnlyList<ContactField> Personal, IReadOnlyList<ClearField> Clear)
{
    /// <summary>More fields than these nothing has.</summary>
    public const int Most = 50;

    /// <summary>None.</summary>
    public static FieldSet Empty { get; } = new([], []);

    /// <summary>Both kinds together.</summary>
    public int Count => Personal.Count + Clear.Count;

    /// <summary>The fields with these values set; a field without a value is removed. A name stands in one kind only.</summary>
    public FieldSet With(IReadOnlyDictionary<string, FieldValue?> values)
    {
        var personal = new OrderedDictionary<string, ContactField>();
        var clear = new OrderedDictionary<string, ClearField>();
        foreach (var field in Personal)
            personal[field.Name] = field;
        foreach (var field in Clear)
            clear[field.Name] = field;

        foreach (var (name, value) in values)
        {
            if (value is null or { IsPersonal: true })
                clear.Remove(name);
            if (value is null or { IsPersonal: false })
                personal.Remove(name);
            if (value is { IsPersonal: true })
                personal[name] = new(name, new(value.Text), value.Kind);
            else if (value is { Kind: { } kind })
                clear[name] = new(name, value.Text, kind);
        }

        return new([.. personal.Values], [.. clear.Values]);
    }

    /// <summary>What a contact says in a field, of whichever kind; null: nothing.</summary>
    public static FieldValue? ValueOf(Contact contact, string name) =>
        contact.Fields.FirstOrDefault(one => one.Name == name) is { } field ? new(field.Value.Value, field.Kind)
        : contact.ClearFields.FirstOrDefault(one => one.Name == name) is { } clear ? new(clear.Value, clear.Kind, IsPersonal: false)
        : null;
}
