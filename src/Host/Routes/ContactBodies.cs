using System.Text.Json;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Routes;

/// <summary>A contact to add.</summary>
internal sealed record NewContact(
    string? FirstName,
    string? LastName,
    string? Title = null,
    IReadOnlyList<PhoneBody?>? Phones = null,
    IReadOnlyList<EmailBody?>? Emails = null,
    string? TimeZone = null,
    Guid? OwnerId = null,
    IReadOnlyList<string?>? Tags = null,
    IReadOnlyDictionary<string, JsonElement>? Fields = null,
    string? Source = null,
    TimeZoneProvenance? TimeZoneProvenance = null,
    string? Stage = null,
    Guid? CompanyId = null);

/// <summary>
/// A number: <c>+14155550100</c>, what it is for, and what is known of it. Without a state or a label, one that is
/// there already keeps its own; the label of a new one is <c>work</c>.
/// </summary>
internal sealed record PhoneBody(string? Number, string? Label = null, PhoneState? State = null);

/// <summary>An e-mail address, what it is for, and what is known of it, likewise.</summary>
internal sealed record EmailBody(string? Address, string? Label = null, EmailState? State = null);

/// <summary>Who is to be responsible.</summary>
internal sealed record OwnerBody(Guid? OwnerId);

/// <summary>What is to change of a contact.</summary>
internal sealed class ContactPatch : MergePatch
{
    public string? FirstName { get; set => field = Sent(value, "firstName"); }

    public string? LastName { get; set => field = Sent(value, "lastName"); }

    public string? Title { get; set => field = Sent(value, "title"); }

    public IReadOnlyList<PhoneBody?>? Phones { get; set => field = Sent(value, "phones"); }

    public IReadOnlyList<EmailBody?>? Emails { get; set => field = Sent(value, "emails"); }

    public string? TimeZone { get; set => field = Sent(value, "timeZone"); }

    public Guid? OwnerId { get; set => field = Sent(value, "ownerId"); }

    public IReadOnlyList<string?>? Tags { get; set => field = Sent(value, "tags"); }

    public IReadOnlyDictionary<string, JsonElement>? Fields { get; set => field = Sent(value, "fields"); }

    public string? Source { get; set => field = Sent(value, "source"); }

    public TimeZoneProvenance? TimeZoneProvenance { get; set => field = Sent(value, "timeZoneProvenance"); }

    public Guid? CompanyId { get; set => field = Sent(value, "companyId"); }

    public string? Stage { get; set => field = Sent(value, "stage"); }
}
