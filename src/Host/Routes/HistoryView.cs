using System.Text.Json;

namespace SalesEngagement.Host.Routes;

/// <summary>An event of a contact.</summary>
/// <param name="ContactId">Whose event it is: the contact's, or that of one that was merged into it.</param>
/// <param name="Version">Its place in that contact's log.</param>
/// <param name="Event">What happened, by its stored name.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="By">The user, key or process that did it.</param>
/// <param name="Reason">Why, where somebody said so.</param>
/// <param name="CorrelationId">The request that it came from, as in the audit trail.</param>
/// <param name="CausationId">The command or event that led to it.</param>
/// <param name="Changes">What it changed.</param>
internal sealed record HistoryView(
    Guid ContactId,
    long Version,
    string Event,
    DateTimeOffset At,
    string? By,
    string? Reason,
    string? CorrelationId,
    string? CausationId,
    IReadOnlyList<HistoryChange> Changes)
{
    /// <summary>What the documentation shows.</summary>
    public static HistoryView Example { get; } = new(
        ContactExamples.ContactId, Version: 2, "contact_details_changed", ContactExamples.Contact.CreatedAt.AddDays(1), ContactExamples.OwnerId.ToString(), Reason: null,
        "4bf92f3577b34da6a3ce929d0e0e4736", "0199a6f9-1a2b-7c3d-8e4f-5a6b7c8d9e0f",
        [new("/title", JsonSerializer.SerializeToElement("Rear Admiral"), JsonSerializer.SerializeToElement("VP Sales"))]);
}

/// <summary>A member that was changed.</summary>
/// <param name="Member">Its JSON pointer, such as <c>/title</c> or <c>/fields/rank</c>.</param>
/// <param name="Before">Absent: it was not there.</param>
/// <param name="After">Absent: it is there no more.</param>
internal sealed record HistoryChange(string Member, JsonElement? Before, JsonElement? After);
