using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Lists;

/// <summary>A list of contacts as it stands.</summary>
/// <param name="Name">As its owner calls it.</param>
/// <param name="OwnerId">Who made it.</param>
/// <param name="Search">What finds its contacts; null when they are put on it one by one.</param>
/// <param name="IsShared">Whether the owner's team sees it, too.</param>
public sealed record ContactList(FreeText Name, Guid OwnerId, SavedSearch? Search, bool IsShared) : IOwned
{
    /// <summary>To the outside it does not exist any more.</summary>
    public bool IsDeleted { get; private init; }

    /// <summary>Whether a search finds its contacts.</summary>
    public bool IsDynamic => Search is not null;

    public static ContactList Create(ContactListCreated e) => new(e.Name, e.OwnerId, e.Search, e.IsShared);

    public ContactList Apply(ContactListRenamed e) => this with { Name = e.Name };

    public ContactList Apply(ContactListSearchChanged e) => this with { Search = e.Search };

    public ContactList Apply(ContactListSharingChanged e) => this with { IsShared = e.IsShared };

    public ContactList Apply(ContactListDeleted _) => this with { IsDeleted = true };
}
