using System.Globalization;
using System.Text.Json;
using SalesEngagement.Application.Contacts;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.CustomFields;

namespace SalesEngagement.Host.Routes;

/// <summary>
/// Reads the fields of a contact as clients write them, each by its definition. What nobody has defined is a text about the
/// person. The definitions are never behind: their read model is written with their events.
/// </summary>
internal sealed class ContactFieldReader(Validation check, IEventStore store, IQuerySession session, HttpContext http)
{
    private const int LongestValue = 1000;
    private const int MostFields = ChangeContactHandler.MostFields;

    /// <summary>All fields of a new contact: required ones must be there.</summary>
    public async Task<FieldSet> All(IReadOnlyDictionary<string, JsonElement>? fields, CancellationToken ct)
    {
        var defined = await Defined(ct);
        var read = await Read(fields, defined, ct);
        Require(defined.Where(field => !read.TryGetValue(field.Name, out var value) || value is null));
        return FieldSet.Empty.With(read);
    }

    /// <summary>Changes of fields, null values for those to remove; null for all: required ones cannot be removed.</summary>
    public async Task<IReadOnlyDictionary<string, FieldValue?>> Changes(
        IReadOnlyDictionary<string, JsonElement>? fields, CancellationToken ct)
    {
        var defined = await Defined(ct);
        var read = await Read(fields, defined, ct);
        Require(defined.Where(field => fields is null || (read.TryGetValue(field.Name, out var value) && value is null)));
        return read;
    }

    private Task<IReadOnlyList<CustomFieldCard>> Defined(CancellationToken ct) =>
        CustomFieldCard.List(session, retired: null, after: null, CustomFieldCard.Most, ct);

    /// <summary>Notes that these fields are missing, as far as they are required.</summary>
    private void Require(IEnumerable<CustomFieldCard> missing)
    {
        foreach (var field in missing.Where(field => field is { IsRequired: true, RetiredAt: null }))
            check.Require(condition: false, Pointer(field.Name), "is required");
    }

    private async Task<Dictionary<string, FieldValue?>> Read(
        IReadOnlyDictionary<string, JsonElement>? fields, IReadOnlyList<CustomFieldCard> defined, CancellationToken ct)
    {
        check.Require(fields is not { Count: > MostFields }, "/fields", $"must have at most {MostFields} members");
        var read = new Dictionary<string, FieldValue?>();
        foreach (var (name, value) in (fields ?? new Dictionary<string, JsonElement>()).Take(MostFields))
        {
            var isName = name.Length <= CustomFieldParts.LongestName && !string.IsNullOrWhiteSpace(name);
            if (!check.Require(isName, "/fields", $"names must have 1 to {CustomFieldParts.LongestName} characters"))
                continue;
            var field = defined.FirstOrDefault(known => known.Name == name);
            read[name] = value.ValueKind == JsonValueKind.Null ? null : await Value(value, name, field, ct);
        }

        return read;
    }

    private async Task<FieldValue> Value(JsonElement value, string name, CustomFieldCard? field, CancellationToken ct)
    {
        var pointer = Pointer(name);
        if (field is null)
            return new(Text(value, pointer));
        check.Require(field.RetiredAt is null, pointer, "is of a field that is retired");
        var text = field.Kind switch
        {
            FieldKind.Number => Number(value, pointer),
            FieldKind.Date => Day(value, pointer),
            FieldKind.Choice => Choice(value, pointer, field.Choices),
            FieldKind.MultiChoice => Choices(value, pointer, field.Choices),
            FieldKind.User => await User(value, pointer, ct),
            _ => Text(value, pointer),
        };
        return new(text, field.Kind, field.IsPersonal);
    }

    private string Text(JsonElement value, string pointer)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : null;
        check.Require(text is not null, pointer, "must be a text");
        check.Require(text is null or { Length: <= LongestValue }, pointer, $"must have at most {LongestValue} characters");
        return text ?? "";
    }

    private string Number(JsonElement value, string pointer)
    {
        var number = 0m;
        check.Require(value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out number), pointer, "must be a number of at most 28 digits");
        return FieldText.Of(number);
    }

    private string Day(JsonElement value, string pointer)
    {
        var day = default(DateOnly);
        check.Require(
            value.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day),
            pointer, "must be a day, such as 2027-01-31");
        return FieldText.Of(day);
    }

    private string Choice(JsonElement value, string pointer, IReadOnlyList<string> choices)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        check.Require(text is not null && choices.Contains(text), pointer, "must be one of the field's choices");
        return text ?? "";
    }

    /// <summary>Each choice once, in the order of the definition: the same ones are the same value.</summary>
    private string Choices(JsonElement value, string pointer, IReadOnlyList<string> choices)
    {
        if (!check.Require(value.ValueKind == JsonValueKind.Array, pointer, "must be a list of the field's choices"))
            return "";
        string[] chosen = [.. value.EnumerateArray().Take(choices.Count + 1).Select((item, i) => Choice(item, $"{pointer}/{i}", choices))];
        check.Require(value.GetArrayLength() <= choices.Count, pointer, "must have each choice at most once");
        return FieldText.Of([.. choices.Where(chosen.Contains)]);
    }

    private async Task<string> User(JsonElement value, string pointer, CancellationToken ct)
    {
        var isId = value.ValueKind == JsonValueKind.String && Guid.TryParseExact(value.GetString(), "D", out _);
        var id = isId ? value.GetGuid() : Guid.Empty;
        check.Require(
            isId && (id == http.UserId() || (await store.Read<User>(http, id, ct)).State is { Status: UserStatus.Active }),
            pointer, "must be the id of an active user");
        return id.ToString();
    }

    /// <summary>RFC 6901: ~ and / inside of a name.</summary>
    public static string Escaped(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Pointer(string name) => $"/fields/{Escaped(name)}";
}
