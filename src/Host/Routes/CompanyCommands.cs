using SalesEngagement.Application.Companies;
using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Routes;

/// <summary>Makes commands of what clients send.</summary>
internal static class CompanyCommands
{
    /// <summary>
    /// The command, to be used only when <paramref name="check"/> has no refusal afterwards. Fields were looked up before
    /// (<see cref="FieldReader"/>).
    /// </summary>
    public static AddCompany Read(NewCompany body, FieldSet fields, Guid callerId, Validation check)
    {
        var parts = new CompanyParts(check);
        var address = body.Address ?? new();
        return new(
            parts.Name(body.Name),
            new(
                parts.Domain(body.Domain), parts.Phone(body.Phone), parts.Line(address.Street, "street"),
                parts.Line(address.City, "city"), parts.Line(address.Region, "region"), parts.PostalCode(address.PostalCode),
                parts.Country(address.Country), parts.Industry(body.Industry), parts.TimeZone(body.TimeZone)),
            body.OwnerId ?? callerId,
            parts.Tags(body.Tags),
            fields.Clear);
    }

    /// <summary>The command, likewise.</summary>
    public static ChangeCompany Read(CompanyPatch patch, IReadOnlyDictionary<string, FieldValue?>? fields, Validation check)
    {
        var parts = new CompanyParts(check);
        var address = patch.Address ?? new();
        check.Require(!patch.Has("ownerId") || patch.OwnerId is not null, "/ownerId", "is required");
        return new(
            patch.Has("name") ? parts.Name(patch.Name) : null,
            new(
                To(patch.Has("domain"), parts.Domain(patch.Domain)),
                To(patch.Has("phone"), parts.Phone(patch.Phone)),
                To(Clears("street"), parts.Line(address.Street, "street")),
                To(Clears("city"), parts.Line(address.City, "city")),
                To(Clears("region"), parts.Line(address.Region, "region")),
                To(Clears("postalCode"), parts.PostalCode(address.PostalCode)),
                To(Clears("country"), parts.Country(address.Country)),
                To(patch.Has("industry"), parts.Industry(patch.Industry)),
                To(patch.Has("timeZone"), parts.TimeZone(patch.TimeZone))),
            patch.OwnerId,
            patch.Has("tags") ? parts.Tags(patch.Tags) : null,
            fields,
            ClearFields: patch.Has("fields") && patch.Fields is null);

        // A null address takes all of its parts with it.
        bool Clears(string member) => patch.Has("address") && (patch.Address is null || address.Has(member));
    }

    private static Set<string>? To(bool isSaid, string? value) => isSaid ? new(value) : null;
}
