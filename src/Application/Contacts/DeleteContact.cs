using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Application.Contacts;

/// <summary>A rep puts a contact away.</summary>
public sealed record DeleteContact;

public static class DeleteContactHandler
{
    public static Decision Handle(DeleteContact _, Contact contact, DateTimeOffset now) => contact switch
    {
        { MergedInto: { } survivor } => ContactUse.Merged(survivor),
        { IsDeleted: true } => [],
        _ => [new ContactDeleted(now)],
    };
}
