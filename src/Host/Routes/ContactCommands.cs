using SalesEngagement.Application.Contacts;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Routes;

/// <summary>Makes commands of what clients send.</summary>
internal static class ContactCommands
{
    /// <summary>The command, to be used only when <paramref name="check"/> has no refusal afterwards.</summary>
    public static AddContact Read(NewContact body, Guid callerId, Validation check)
    {
        var parts = new ContactParts(check);
        var fields = parts.Fields(body.Fields);
        return new(
            parts.Name(body.FirstName, "/firstName"),
            parts.Name(body.LastName, "/lastName"),
            parts.Title(body.Title),
            parts.Phones(body.Phones),
            parts.Emails(body.Emails),
            parts.TimeZone(body.TimeZone),
            body.OwnerId ?? callerId,
            parts.Tags(body.Tags),
            [.. fields.Where(field => field.Value is not null).Select(field => new ContactField(field.Key, field.Value!))],
            parts.Source(body.Source),
            parts.Provenance(body.TimeZoneProvenance, body.TimeZone),
            parts.Stage(body.Stage));
    }

    /// <summary>The command, to be used only when <paramref name="check"/> has no refusal afterwards.</summary>
    public static ChangeContact Read(ContactPatch patch, Validation check)
    {
        var parts = new ContactParts(check);
        check.Require(!patch.Has("ownerId") || patch.OwnerId is not null, "/ownerId", "is required");
        return new(
            patch.Has("firstName") ? parts.Name(patch.FirstName, "/firstName") : null,
            patch.Has("lastName") ? parts.Name(patch.LastName, "/lastName") : null,
            patch.Has("title") ? new Set<FreeText>(parts.Title(patch.Title)) : null,
            patch.Has("phones") ? parts.Phones(patch.Phones) : null,
            patch.Has("emails") ? parts.Emails(patch.Emails) : null,
            patch.Has("timeZone") ? new Set<string>(parts.TimeZone(patch.TimeZone)) : null,
            patch.OwnerId,
            patch.Has("tags") ? parts.Tags(patch.Tags) : null,
            patch.Has("fields") ? parts.Fields(patch.Fields) : null,
            ClearFields: patch.Has("fields") && patch.Fields is null,
            patch.Has("source") ? new Set<string>(parts.Source(patch.Source)) : null,
            parts.Provenance(patch.TimeZoneProvenance, patch.TimeZone),
            patch.Has("stage") ? new Set<string>(parts.Stage(patch.Stage)) : null);
    }
}
