using SalesEngagement.Application.Users;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Specs.Users;

public sealed class SecondFactorSpecs
{
    private static readonly UserRegistered Registered = new(new("Ada Lovelace"), new("ada@acme.example"), [Role.Rep], Now);
    private static readonly UserSecondFactorEnabled Enabled = new(Now);

    [Fact]
    public void what_is_proved_for_the_first_time_is_asked_for_from_then_on() =>
        Given(Registered).When<User>((user, now) => EnableSecondFactorHandler.Handle(new(), user, now)).Then(Enabled);

    [Fact]
    public void another_does_not_take_the_place_of_one_that_is_on() =>
        Given(Registered, Enabled).When<User>((user, now) => EnableSecondFactorHandler.Handle(new(), user, now))
            .ThenRejected("totp-enabled");

    [Fact]
    public void who_may_not_sign_in_has_none() =>
        Given(Registered, new UserDeactivated(Now)).When<User>((user, now) => EnableSecondFactorHandler.Handle(new(), user, now))
            .ThenRejected("not-found");

    [Fact]
    public void one_that_is_on_is_removed_and_the_same_again_changes_nothing()
    {
        Given(Registered, Enabled).When<User>((user, now) => RemoveSecondFactorHandler.Handle(new(), user, now))
            .Then(new UserSecondFactorRemoved(Now));
        Given(Registered, Enabled, new UserSecondFactorRemoved(Now))
            .When<User>((user, now) => RemoveSecondFactorHandler.Handle(new(), user, now)).ThenNothing();
        Given(Registered).When<User>((user, now) => RemoveSecondFactorHandler.Handle(new(), user, now)).ThenNothing();
    }
}
