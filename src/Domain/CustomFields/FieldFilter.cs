namespace SalesEngagement.Domain.CustomFields;

/// <summary>What a custom field must say for a record to be shown: one of some values, a value in a range, any, or none.</summary>
/// <param name="Name">The field's.</param>
/// <param name="Kind">As it was defined.</param>
/// <param name="IsPersonal">Of a personal field it is only asked whether there is a value.</param>
/// <param name="OneOf">In the form of its kind (<see cref="FieldText"/>); of a field with several choices one of them. Empty: any.</param>
/// <param name="From">Of numbers and days: not below.</param>
/// <param name="To">Of numbers and days: not above.</param>
/// <param name="Exists">Whether there must be a value (true) or must be none (false); null when another part says so.</param>
public sealed record FieldFilter(
    string Name,
    FieldKind Kind,
    bool IsPersonal,
    IReadOnlyList<string> OneOf,
    FieldBound? From = null,
    FieldBound? To = null,
    bool? Exists = null)
{
    /// <summary>Whether it asks for records that have no value.</summary>
    public bool IsForMissing => Exists == false;

    /// <summary>Whether a value passes.</summary>
    /// <param name="value">In the form of its kind; null: there is none.</param>
    public bool Passes(string? value) => value is null
        ? IsForMissing
        : !IsForMissing
            && (OneOf.Count == 0 || FieldText.PartsOf(value, Kind).Any(OneOf.Contains))
            && (From is not { } from || FieldText.Compare(value, from.Value, Kind) is var above && (above > 0 || (above == 0 && from.IsWithin)))
            && (To is not { } to || FieldText.Compare(value, to.Value, Kind) is var below && (below < 0 || (below == 0 && to.IsWithin)));

    /// <summary>The same question, whatever lists it stands in.</summary>
    public bool Equals(FieldFilter? other) => other is not null
        && (Name, Kind, IsPersonal, From, To, Exists) == (other.Name, other.Kind, other.IsPersonal, other.From, other.To, other.Exists)
        && OneOf.SequenceEqual(other.OneOf);

    public override int GetHashCode() => HashCode.Combine(Name, Kind, From, To, Exists, OneOf.Count);
}

/// <summary>An end of a range.</summary>
/// <param name="Value">In the form of the field's kind.</param>
/// <param name="IsWithin">Whether the end itself is in it.</param>
public sealed record FieldBound(string Value, bool IsWithin);
