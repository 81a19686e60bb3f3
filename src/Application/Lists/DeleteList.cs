using SalesEngagement.Domain;
using SalesEngagement.Domain.Lists;

namespace SalesEngagement.Application.Lists;

/// <summary>Somebody deletes a list. Its contacts stay.</summary>
public sealed record DeleteList;

public static class DeleteListHandler
{
    public static Decision Handle(DeleteList _, ContactList list, DateTimeOffset now) =>
        list.IsDeleted ? [] : [new ContactListDeleted(now)];
}
