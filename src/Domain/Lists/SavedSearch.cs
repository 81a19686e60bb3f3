using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Lists;

/// <summary>What somebody searches for again and again; null stands for any.</summary>
/// <param name="Text">The words.</param>
/// <param name="OwnerId">Contacts of this rep.</param>
/// <param name="TeamId">Contacts of the reps in this team.</param>
/// <param name="Tag">Contacts with this tag.</param>
/// <param name="TimeZone">Contacts in this time zone.</param>
public sealed record SavedSearch(
    FreeText? Text = null, Guid? OwnerId = null, Guid? TeamId = null, string? Tag = null, string? TimeZone = null);
