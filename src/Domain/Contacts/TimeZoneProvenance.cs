namespace SalesEngagement.Domain.Contacts;

/// <summary>
/// Where it is known from in which time zone somebody lives: somebody said so, it follows from their address, from the
/// area code of their first number, or it was guessed otherwise.
/// </summary>
public enum TimeZoneProvenance { Stated, Address, AreaCode, Inferred }

/// <summary>How the provenance of a time zone follows from events that do not name it.</summary>
public static class TimeZoneProvenances
{
    /// <summary>Before there were provenances every zone was stated; an event that repeats the zone changes nothing of it.</summary>
    public static TimeZoneProvenance? After(string? zone, string? before, TimeZoneProvenance? provenance) =>
        zone is null ? null : zone == before ? provenance : TimeZoneProvenance.Stated;
}
