using System.Globalization;
using System.Text.Json;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Projections.CustomFields;
using SalesEngagement.Projections.Users;

namespace SalesEngagement.Host.Imports;

/// <summary>What the fields of contacts are, for rows that name them.</summary>
/// <param name="Defined">All definitions.</param>
/// <param name="Users">Ids of active users.</param>
internal sealed record ImportFields(IReadOnlyList<CustomFieldCard> Defined, IReadOnlySet<Guid> Users)
{
    private const int MostUsers = 10_000;
    private static readonly char[] BetweenChoices = [',', ';', '|'];

    public static async Task<ImportFields> Of(IQuerySession session, CancellationToken ct)
    {
        var defined = await CustomFieldCard.Of(session, FieldTarget.Contacts, ct);
        var users = defined.Any(field => field.Kind == FieldKind.User)
            ? await UserCard.List(session, new UserFilter(Status: UserStatus.Active), after: null, MostUsers, ct)
            : [];
        return new(defined, users.Select(user => user.Id).ToHashSet());
    }

    /// <summary>A cell as a client would write it for the field of this name. What does not fit stays a text, to be refused.</summary>
    public JsonElement Written(string name, string cell) => Defined.FirstOrDefault(field => field.Name == name)?.Kind switch
    {
        FieldKind.Number when decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) =>
            JsonSerializer.SerializeToElement(number),
        FieldKind.MultiChoice => JsonSerializer.SerializeToElement(
            cell.Split(BetweenChoices, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()),
        _ => JsonSerializer.SerializeToElement(cell),
    };
}
