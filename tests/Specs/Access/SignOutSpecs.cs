using SalesEngagement.Application.Access;
using SalesEngagement.Application.Users;
using SalesEngagement.Domain.Access;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Specs.Access;

public sealed class SignOutSpecs
{
    private static readonly Guid UserId = Some.Id();
    private static readonly SignedIn SignedIn = new(UserId, SignInMethod.Password, new("203.0.113.7"), new("Softphone"), "r1", Now);

    [Fact]
    public void a_user_ends_a_sign_in_of_theirs() => Given(SignedIn)
        .When<SignIn>((signIn, now) => SignOutHandler.Handle(new(UserId, "r2"), signIn, now))
        .Then(new SignedOut(UserId, "r2", Now));

    [Fact]
    public void the_same_again_changes_nothing() => Given(SignedIn, new SignedOut(UserId, "r2", Now))
        .When<SignIn>((signIn, now) => SignOutHandler.Handle(new(UserId, "r3"), signIn, now)).ThenNothing();

    [Fact]
    public void the_sign_in_of_somebody_else_is_not_there() => Given(SignedIn)
        .When<SignIn>((signIn, now) => SignOutHandler.Handle(new(Some.Id(), "r2"), signIn, now)).ThenRejected("not-found");

    [Fact]
    public void signing_out_everywhere_is_for_who_can_be_signed_in()
    {
        var registered = new UserRegistered(new("Grace"), new("grace@acme.example"), [Role.Rep], Now);
        Given(registered).When<User>((user, now) => SignOutEverywhereHandler.Handle(new(), user, now))
            .Then(new UserSignedOutEverywhere(Now));
        Given(registered, new UserDeactivated(Now)).When<User>((user, now) => SignOutEverywhereHandler.Handle(new(), user, now))
            .ThenNothing();
    }
}
