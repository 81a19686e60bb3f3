namespace SalesEngagement.Projections.Contacts;

/// <summary>What an entry of a timeline is about.</summary>
public enum TimelineKind { Contact, Call, Recording, Disposition }

/// <summary>Which entries are shown; null stands for any.</summary>
/// <param name="Kind">Only those about this.</param>
/// <param name="From">At this instant or later.</param>
/// <param name="To">Before this instant.</param>
public sealed record TimelineFilter(TimelineKind? Kind = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>An entry's place in its timeline.</summary>
public sealed record TimelineKey(DateTimeOffset At, Guid Id);
