using System.Globalization;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.CustomFields;

namespace SalesEngagement.Host.Routes;

/// <summary>Reads one filter by its field's definition, noting what is wrong under its pointer.</summary>
/// <param name="check">Where refusals go.</param>
/// <param name="field">The definition; a retired field is still looked for, as its values are still there.</param>
/// <param name="pointer">Where the filter stands.</param>
/// <param name="isBody">Whether its parts are members of an object; otherwise they stand in brackets behind the name.</param>
internal sealed class FieldFilterParts(Validation check, CustomFieldCard field, string pointer, bool isBody)
{
    private const int MostValues = 50;
    private const int LongestValue = 1000;

    public FieldFilter Read(FieldQuery query)
    {
        var isRange = (query.Gte ?? query.Gt ?? query.Lte ?? query.Lt) is not null;
        var isAsked = query.In is { Count: > 0 } || isRange || query.Exists is not null;
        check.Require(isAsked, pointer, "must say what to look for");
        check.Require(
            !field.IsPersonal || (query.In is not { Count: > 0 } && !isRange),
            pointer, "is personal: only whether there is a value can be asked here; look for values with q");
        check.Require(query.Exists is not false || (query.In is not { Count: > 0 } && !isRange), pointer, "cannot be missing and have a value");
        check.Require(!isRange || field.Kind is FieldKind.Number or FieldKind.Date, pointer, "is neither a number nor a day: it has no range");
        check.Require(query.Gte is null || query.Gt is null, Part("gt"), "goes without gte");
        check.Require(query.Lte is null || query.Lt is null, Part("lt"), "goes without lte");
        var from = Bound(query.Gte, "gte", isWithin: true) ?? Bound(query.Gt, "gt", isWithin: false);
        var to = Bound(query.Lte, "lte", isWithin: true) ?? Bound(query.Lt, "lt", isWithin: false);
        return new(field.Name, field.Kind, field.IsPersonal, OneOf(query.In), from, to, query.Exists);
    }

    private string[] OneOf(IReadOnlyList<string?>? values)
    {
        if (!check.Require(values is null or { Count: <= MostValues }, pointer, $"must have at most {MostValues} values"))
            return [];
        return [.. (values ?? []).Select((value, i) => Value(value, isBody ? $"{pointer}/in/{i}" : pointer)).Distinct().Order(StringComparer.Ordinal)];
    }

    private FieldBound? Bound(string? text, string part, bool isWithin) => text is null ? null : new(Value(text, Part(part)), isWithin);

    /// <summary>In the form of the field's kind. A choice need not be one of today's: values that were chosen stay when a choice goes.</summary>
    private string Value(string? text, string at)
    {
        check.Require(!string.IsNullOrEmpty(text), at, "is required");
        check.Require(text is null or { Length: <= LongestValue }, at, $"must have at most {LongestValue} characters");
        switch (field.Kind)
        {
            case FieldKind.Number:
                var number = 0m;
                check.Require(decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number), at, "must be a number");
                return FieldText.Of(number);
            case FieldKind.Date:
                var day = default(DateOnly);
                check.Require(
                    DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day),
                    at, "must be a day, such as 2027-01-31");
                return FieldText.Of(day);
            case FieldKind.User:
                check.Require(Guid.TryParseExact(text, "D", out var id), at, "must be a user's id");
                return $"{id}";
            default:
                return text ?? "";
        }
    }

    private string Part(string name) => isBody ? $"{pointer}/{name}" : $"{pointer}[{name}]";
}
