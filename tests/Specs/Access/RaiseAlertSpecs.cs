using SalesEngagement.Application.Access;
using SalesEngagement.Domain.Access;

namespace SalesEngagement.Specs.Access;

public sealed class RaiseAlertSpecs
{
    private const ViolationKind Kind = ViolationKind.ForgedWebhook;
    private static readonly RaiseAlert Enough = new(Kind, Count: 10, Threshold: 10, Minutes: 5);

    [Fact]
    public void enough_violations_are_an_alert() =>
        RaiseAlertHandler.Handle(Enough, Now).Then(new SecurityAlertRaised(Kind, 10, 5, Now));

    [Fact]
    public void fewer_are_none() => RaiseAlertHandler.Handle(Enough with { Count = 9 }, Now).ThenNothing();

    [Fact]
    public void the_same_again_changes_nothing() => Given(new SecurityAlertRaised(Kind, 10, 5, Now.AddMinutes(-4)))
        .When<SecurityAlert>((alert, now) => RaiseAlertHandler.Handle(Enough, alert, now)).ThenNothing();

    [Fact]
    public void later_ones_are_an_alert_again() => Given(new SecurityAlertRaised(Kind, 10, 5, Now.AddMinutes(-5)))
        .When<SecurityAlert>((alert, now) => RaiseAlertHandler.Handle(Enough, alert, now))
        .Then(new SecurityAlertRaised(Kind, 10, 5, Now));
}
