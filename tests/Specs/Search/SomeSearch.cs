using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Projections.Search;
using SalesEngagement.Specs.Contacts;

namespace SalesEngagement.Specs.Search;

/// <summary>Rows that are searched without a database: what an index of keys would give, by its definition.</summary>
internal static class SomeSearch
{
    public static ContactSearch Row(
        string first = "Grace", string last = "Hopper", string? phone = null, string? email = null, string? title = null, string[]? tags = null) =>
        Given(SomeContact.Added with
        {
            FirstName = new(first),
            LastName = new(last),
            Title = title is null ? null : new FreeText(title),
            Phones = phone is null ? [] : [new ContactPhone(new(phone), "work")],
            Emails = email is null ? [] : [new ContactEmail(new(email), "work")],
            Tags = tags ?? [],
            Fields = [],
        }).Shows<ContactSearch>();

    /// <summary>Whether a row is found by a text, and how well it answers (thousandths); 0 when it is not found.</summary>
    /// <param name="row">The row.</param>
    /// <param name="asked">The text.</param>
    /// <param name="companies">Companies that each word may name.</param>
    public static int Finds(this ContactSearch row, string asked, params Guid[] companies)
    {
        var query = SearchQuery.Of(asked);
        var keys = new QueryKeys(new("tenant"), query.Words.SelectMany(word => companies.Select(id => (word, id))).ToLookup(pair => pair.word, pair => pair.id));
        Candidates?[] looks =
        [
            keys.Written(query.Words), .. query.Phones.Select(phone => keys.Dialled(phone, query.Words.Except(phone.Words))),
            keys.Mistaken(query.PlainWords, query.Phones),
        ];
        return looks.OfType<Candidates>().Any(look => !look.IsEmpty && Has(row, look)) ? new Relevance(query).Of(row) : 0;
    }

    private static bool Has(ContactSearch row, Candidates look) =>
        look.All.All(row.Keys.Contains) && look.Some.All(some => some.Any(row.Keys.Contains));
}
