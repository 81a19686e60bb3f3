using SalesEngagement.Domain.Access;

namespace SalesEngagement.Host.Live;

/// <summary>What a security alert means to those who watch: the company's admins are told. Pure.</summary>
internal static class AlertPushes
{
    public static Push Of(SecurityAlertRaised alert, IEnumerable<Guid> admins) => new(
        "security-alert", new SecurityAlertData(alert.Kind, alert.Count, alert.Minutes), Owners: [],
        [.. admins.Select(admin => Channel.OfUser(admin, "notifications"))]);
}

/// <summary>The data of <c>security-alert</c>.</summary>
internal sealed record SecurityAlertData(ViolationKind Kind, int Count, int Minutes);
