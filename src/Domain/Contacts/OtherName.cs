using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Contacts;

/// <summary>What a contact was called that was merged into another one.</summary>
/// <param name="MergeId">By which merge it is known.</param>
/// <param name="FirstName">As it was then.</param>
/// <param name="LastName">As it was then.</param>
public sealed record OtherName(Guid MergeId, PersonName FirstName, PersonName LastName);
