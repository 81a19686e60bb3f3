using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Application.Contacts;

/// <summary>A rep brings back a contact that was put away.</summary>
public sealed record RestoreContact;

public static class RestoreContactHandler
{
    public static Decision Handle(RestoreContact _, Contact contact, DateTimeOffset now) => contact switch
    {
        { MergedInto: { } survivor } => ContactUse.Merged(survivor),
        { IsDeleted: true } => [new ContactRestored(now)],
        _ => [],
    };
}
