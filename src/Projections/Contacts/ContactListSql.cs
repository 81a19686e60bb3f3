using System.Text;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Contacts;

/// <summary>The statements of a list in one order: out of all contacts, of those that come next, and of some that are given.</summary>
internal sealed record ContactListSql(string All, string Next, string Given)
{
    private static readonly CompositeFormat List = CompositeFormat.Parse(EmbeddedSql.Beside<ContactCard>("ContactList.sql"));
    private static readonly CompositeFormat NextSql = CompositeFormat.Parse(EmbeddedSql.Beside<ContactCard>("NextContacts.sql"));
    private static readonly string GivenSql = EmbeddedSql.Beside<ContactCard>("GivenContacts.sql");
    private static readonly Dictionary<ContactOrder, ContactListSql> Known = new()
    {
        [ContactOrder.ByName] = Make("sort_name", ">", "asc"),
        [ContactOrder.ByNameDescending] = Make("sort_name", "<", "desc"),
        [ContactOrder.ByCreated] = Make("created_at", ">", "asc"),
        [ContactOrder.ByCreatedDescending] = Make("created_at", "<", "desc"),
    };

    /// <summary>Those of an order.</summary>
    public static ContactListSql Of(ContactOrder order) => Known[order];

    private static ContactListSql Make(string column, string behind, string direction)
    {
        string From(string contacts) => string.Format(null, List, contacts, column, behind, direction);
        return new(
            From("read.contact_card"), From($"({string.Format(null, NextSql, column, behind, direction)})"), From($"({GivenSql})"));
    }
}
