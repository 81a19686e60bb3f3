namespace SalesEngagement.Domain.Access;

/// <summary>The alerts of a company about one kind of violation.</summary>
/// <param name="LastRaisedAt">When the last was raised.</param>
public sealed record SecurityAlert(DateTimeOffset LastRaisedAt)
{
    public static SecurityAlert Create(SecurityAlertRaised e) => new(e.RaisedAt);

    public SecurityAlert Apply(SecurityAlertRaised e) => this with { LastRaisedAt = e.RaisedAt };
}
