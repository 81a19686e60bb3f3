using SalesEngagement.Domain;
using SalesEngagement.Domain.Lists;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Application.Lists;

/// <summary>Somebody changes a list. What is null here stays as it is.</summary>
public sealed record ChangeList(FreeText? Name = null, SavedSearch? Search = null, bool? IsShared = null);

public static class ChangeListHandler
{
    public static Decision Handle(ChangeList command, ContactList list, DateTimeOffset now)
    {
        if (list.IsDeleted)
            return Rejection.NotFound("The list was deleted.");
        if (command.Search is not null && !list.IsDynamic)
            return Rejection.Because("list-not-dynamic", "Contacts are put on this list; it has no search to change.");

        object?[] facts =
        [
            command.Name is { } name && name != list.Name ? new ContactListRenamed(list.OwnerId, name, now) : null,
            command.Search is { } search && search != list.Search ? new ContactListSearchChanged(list.OwnerId, search, now) : null,
            command.IsShared is { } shared && shared != list.IsShared ? new ContactListSharingChanged(shared, now) : null,
        ];
        return [.. facts.OfType<object>()];
    }
}
