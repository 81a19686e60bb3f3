using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Application.Merges;

/// <summary>Whose value of a field lives on.</summary>
public enum MergeSide { Winner, Loser }

/// <summary>A field of which one value lives on when two contacts are merged.</summary>
/// <param name="Name"><c>firstName</c>, <c>title</c>, <c>fields/rank</c>…</param>
/// <param name="Winner">What the winner has; null: nothing.</param>
/// <param name="Loser">What the loser has; null: nothing.</param>
/// <param name="Side">Whose it will be.</param>
public sealed record MergedField(string Name, object? Winner, object? Loser, MergeSide Side)
{
    /// <summary>What the names of the tenant's own fields begin with.</summary>
    public const string OwnField = "fields/";

    private static readonly (string Name, Func<Contact, object?> Of)[] Single =
    [
        ("firstName", contact => contact.FirstName),
        ("lastName", contact => contact.LastName),
        ("title", contact => contact.Title),
        ("timeZone", contact => contact.TimeZone),
        ("ownerId", contact => contact.OwnerId),
        ("companyId", contact => contact.CompanyId),
        ("stage", contact => contact.Stage),
        ("source", contact => contact.Source),
    ];

    /// <summary>Whether both have a value, and not the same.</summary>
    public bool IsConflict => Winner is not null && Loser is not null && !Winner.Equals(Loser);

    /// <summary>What it will be.</summary>
    public object? Result => Side == MergeSide.Loser ? Loser : Winner;

    /// <summary>Whether a side can be chosen for a field of this name. Numbers, addresses and tags are united.</summary>
    public static bool IsChoice(string name) => Single.Any(one => one.Name == name)
        || (name.StartsWith(OwnField, StringComparison.Ordinal) && name.Length > OwnField.Length);

    /// <summary>
    /// All fields that one of two contacts has. Of what both have the winner's lives on unless <paramref name="choices"/> say
    /// otherwise; what only one has lives on.
    /// </summary>
    public static IReadOnlyList<MergedField> Of(Contact winner, Contact loser, IReadOnlyDictionary<string, MergeSide> choices)
    {
        var own = NamesOf(winner).Union(NamesOf(loser)).Order(StringComparer.Ordinal)
            .Select(name => (Name: OwnField + name, Of: (Func<Contact, object?>)(contact => FieldSet.ValueOf(contact, name))));
        return
        [
            .. Single.Concat(own).Select(one => Decided(one.Name, one.Of(winner), one.Of(loser), choices))
                .Where(field => field.Winner is not null || field.Loser is not null),
        ];
    }

    private static MergedField Decided(string name, object? winner, object? loser, IReadOnlyDictionary<string, MergeSide> choices)
    {
        var isLosers = loser is not null && !loser.Equals(winner)
            && (winner is null || choices.GetValueOrDefault(name) == MergeSide.Loser);
        return new(name, winner, loser, isLosers ? MergeSide.Loser : MergeSide.Winner);
    }

    private static IEnumerable<string> NamesOf(Contact contact) =>
        contact.Fields.Select(field => field.Name).Concat(contact.ClearFields.Select(field => field.Name));
}
