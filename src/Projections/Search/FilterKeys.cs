using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Projections.Search;

/// <summary>The keys by which filters are looked for: the same numbers that <see cref="ContactKeys"/> stores.</summary>
internal sealed class FilterKeys(SearchKey key)
{
    public int Owner(Guid owner) => key.Of(KeyKind.Owner, owner.ToString());

    /// <summary>Keys that a contact must have, one for each part that is asked for.</summary>
    public IEnumerable<int> All(string? tag, string? timeZone, string? stage, Guid? companyId) =>
    [
        .. tag is null ? [] : new[] { key.Of(KeyKind.Tag, tag) },
        .. timeZone is null ? [] : new[] { key.Of(KeyKind.Zone, timeZone) },
        .. stage is null ? [] : new[] { key.Of(KeyKind.Stage, stage) },
        .. companyId is { } company ? new[] { key.Of(KeyKind.Company, company.ToString()) } : [],
    ];

    /// <summary>Keys of which a contact must have one; null when what is asked has none: that there is no value.</summary>
    public int[]? Field(FieldFilter filter)
    {
        if (filter.IsForMissing)
            return null;
        if (filter.OneOf.Count > 0)
            return [.. filter.OneOf.Select(value => Value(filter.Name, value)).Distinct()];
        return filter.From is null && filter.To is null
            ? [key.Of(KeyKind.Field, filter.Name)]
            : [.. FieldSteps.Between(filter.From?.Value, filter.To?.Value, filter.Kind).Select(step => Step(filter.Name, step)).Distinct()];
    }

    /// <summary>All keys of a value: that there is one, each part of it, and the steps that it stands in.</summary>
    public IEnumerable<int> Of(string name, string value, FieldKind kind) =>
    [
        key.Of(KeyKind.Field, name),
        .. FieldText.PartsOf(value, kind).Select(part => Value(name, part)),
        .. FieldSteps.Of(value, kind).Select(step => Step(name, step)),
    ];

    /// <summary>The one key of a personal value: that there is one.</summary>
    public int Personal(string name) => key.Of(KeyKind.Field, name);

    private int Value(string name, string value) =>
        key.Of(KeyKind.FieldValue, $"{name}\n{value}");

    private int Step(string name, FieldStep step) => key.Of(KeyKind.FieldStep, FormattableString.Invariant($"{name}\n{step.Level}\n{step.Place}"));
}
