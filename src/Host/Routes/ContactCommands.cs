using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Routes;

/// <summary>Makes commands of what clients send.</summary>
internal static class ContactCommands
{
    /// <summary>
    /// The command, to be used only when <paramref name="check"/> has no refusal afterwards. Fields and company were looked up
    /// before (<see cref="FieldReader"/>, <see cref="RecordLookups"/>).
    /// </summary>
    public static AddContact Read(NewContact body, FieldSet fields, CompanyChoice? company, Guid callerId, Validation check)
    {
        var parts = new ContactParts(check);
        return new(
            parts.Name(body.FirstName, "/firstName"),
            parts.Name(body.LastName, "/lastName"),
            parts.Title(body.Title),
            parts.Phones(body.Phones),
            parts.Emails(body.Emails),
            parts.TimeZone(body.TimeZone),
            body.OwnerId ?? callerId,
            parts.Tags(body.Tags),
            fields.Personal,
            parts.Source(body.Source),
            parts.Provenance(body.TimeZoneProvenance, body.TimeZone),
            parts.Stage(body.Stage),
            company,
            fields.Clear);
    }

    /// <summary>The command, likewise.</summary>
    public static ChangeContact Read(
        ContactPatch patch, IReadOnlyDictionary<string, FieldValue?>? fields, CompanyChoice? company, Validation check)
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
            fields,
            ClearFields: patch.Has("fields") && patch.Fields is null,
            patch.Has("source") ? new Set<string>(parts.Source(patch.Source)) : null,
            parts.Provenance(patch.TimeZoneProvenance, patch.TimeZone),
            patch.Has("stage") ? new Set<string>(parts.Stage(patch.Stage)) : null,
            patch.Has("companyId") ? new Set<CompanyChoice>(company) : null);
    }
}
