using SalesEngagement.Domain;
using SalesEngagement.Domain.Lists;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Application.Lists;

/// <summary>Somebody makes a list; with a search one of whoever it finds.</summary>
public sealed record CreateList(FreeText Name, Guid OwnerId, SavedSearch? Search, bool IsShared);

public static class CreateListHandler
{
    public static Decision Handle(CreateList command, DateTimeOffset now) =>
        [new ContactListCreated(command.Name, command.OwnerId, command.Search, command.IsShared, now)];
}
