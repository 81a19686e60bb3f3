using System.Globalization;
using System.Text.Json;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.CustomFields;

namespace SalesEngagement.Host.Routes;

/// <summary>
/// Holds values of fields to their definitions. What nobody has defined is a text about the person, who can have it erased;
/// of a company it is refused, since its values stand in clear for ever.
/// </summary>
/// <param name="target">Whether they are fields of contacts or of companies.</param>
/// <param name="check">Where refusals go, under their JSON pointers.</param>
/// <param name="defined">All definitions of fields of these.</param>
/// <param name="isUser">Whether this is an active user's id.</param>
internal sealed class FieldValues(
    FieldTarget target, Validation check, IReadOnlyList<CustomFieldCard> defined, Func<Guid, bool> isUser)
{
    private const int LongestValue = 1000;

    /// <summary>The ids that stand where users are to be named.</summary>
    public static IEnumerable<Guid> UsersIn(IReadOnlyDictionary<string, JsonElement>? fields, IReadOnlyList<CustomFieldCard> defined) =>
        defined.Where(field => field.Kind == FieldKind.User && fields is not null && fields.ContainsKey(field.Name))
            .Select(field => IdIn(fields![field.Name])).OfType<Guid>();

    /// <summary>All fields of something new: required ones must be there.</summary>
    public FieldSet All(IReadOnlyDictionary<string, JsonElement>? fields)
    {
        var read = Read(fields);
        Require(defined.Where(field => !read.TryGetValue(field.Name, out var value) || value is null));
        return FieldSet.Empty.With(read);
    }

    /// <summary>Changes of fields, null values for those to remove; null for all: required ones cannot be removed.</summary>
    public IReadOnlyDictionary<string, FieldValue?> Changes(IReadOnlyDictionary<string, JsonElement>? fields)
    {
        var read = Read(fields);
        Require(defined.Where(field => fields is null || (read.TryGetValue(field.Name, out var value) && value is null)));
        return read;
    }

    /// <summary>Notes that these fields are missing, as far as they are required.</summary>
    private void Require(IEnumerable<CustomFieldCard> missing)
    {
        foreach (var field in missing.Where(field => field is { IsRequired: true, RetiredAt: null }))
            check.Require(condition: false, Pointer(field.Name), "is required");
    }

    private Dictionary<string, FieldValue?> Read(IReadOnlyDictionary<string, JsonElement>? fields)
    {
        check.Require(fields is not { Count: > FieldSet.Most }, "/fields", $"must have at most {FieldSet.Most} members");
        var read = new Dictionary<string, FieldValue?>();
        foreach (var (name, value) in (fields ?? new Dictionary<string, JsonElement>()).Take(FieldSet.Most))
        {
            var isName = name.Length <= CustomFieldParts.LongestName && !string.IsNullOrWhiteSpace(name);
            if (!check.Require(isName, "/fields", $"names must have 1 to {CustomFieldParts.LongestName} characters"))
                continue;
            var field = defined.FirstOrDefault(known => known.Name == name);
            read[name] = value.ValueKind == JsonValueKind.Null ? null : Value(value, name, field);
        }

        return read;
    }

    private FieldValue Value(JsonElement value, string name, CustomFieldCard? field)
    {
        var pointer = Pointer(name);
        if (field is null)
            return check.Require(target == FieldTarget.Contacts, pointer, "is no field that is defined") ? new(Text(value, pointer)) : new("");
        check.Require(field.RetiredAt is null, pointer, "is of a field that is retired");
        var text = field.Kind switch
        {
            FieldKind.Number => Number(value, pointer),
            FieldKind.Date => Day(value, pointer),
            FieldKind.Choice => Choice(value, pointer, field.Choices),
            FieldKind.MultiChoice => Choices(value, pointer, field.Choices),
            FieldKind.User => User(value, pointer),
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

    private string User(JsonElement value, string pointer)
    {
        var id = IdIn(value);
        check.Require(id is { } known && isUser(known), pointer, "must be the id of an active user");
        return $"{id}";
    }

    private static Guid? IdIn(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && Guid.TryParseExact(value.GetString(), "D", out var id) ? id : null;

    /// <summary>RFC 6901: ~ and / inside of a name.</summary>
    public static string Escaped(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Pointer(string name) => $"/fields/{Escaped(name)}";
}
