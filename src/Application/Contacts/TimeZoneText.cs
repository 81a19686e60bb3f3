namespace SalesEngagement.Application.Contacts;

/// <summary>Knows the world's time zones by their IANA names.</summary>
public static class TimeZoneText
{
    /// <summary>Whether this is the name of a zone, such as <c>America/New_York</c>.</summary>
    public static bool IsKnown(string name) =>
        name.Length <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;
}
