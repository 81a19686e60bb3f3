using SalesEngagement.Application.Users;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Specs.Users;

public sealed class InvitationSpecs
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly Guid Team = Some.Id();
    private static readonly UserInvited Nameless = new(Name: null, new("alan@acme.example"), [Role.Rep], Team, Now + Week, Now);
    private static readonly UserInvited Named = Nameless with { Name = new("Alan Turing") };
    private static readonly UserJoined Joined = new(new("Alan Turing"), Now);

    [Fact]
    public void an_invitation_says_until_when_it_can_be_accepted_and_each_role_once() =>
        InviteUserHandler.Handle(new(Nameless.Email, Name: null, [Role.Rep, Role.Rep], Team, Week), Now).Then(Nameless);

    [Fact]
    public void somebody_without_any_role_is_not_invited() =>
        InviteUserHandler.Handle(new(Nameless.Email, Name: null, [], Team, Week), Now).ThenRejected("role-required");

    [Fact]
    public void a_renewed_invitation_lasts_from_now_on_also_an_expired_one()
    {
        var expired = Nameless with { ExpiresAt = Now.AddDays(-1) };
        Given(expired).When<User>((user, now) => RenewInvitationHandler.Handle(new(Week), user, now))
            .Then(new InvitationRenewed(Now + Week, Now));
    }

    [Fact]
    public void what_was_withdrawn_is_not_there_to_be_renewed_and_withdrawing_it_again_changes_nothing()
    {
        var withdrawn = Given(Nameless, new InvitationWithdrawn(Now));
        withdrawn.When<User>((user, now) => RenewInvitationHandler.Handle(new(Week), user, now)).ThenRejected("not-found");
        withdrawn.When<User>((user, now) => WithdrawInvitationHandler.Handle(new(), user, now)).ThenNothing();
    }

    [Fact]
    public void an_open_invitation_can_be_withdrawn() => Given(Nameless)
        .When<User>((user, now) => WithdrawInvitationHandler.Handle(new(), user, now)).Then(new InvitationWithdrawn(Now));

    [Fact]
    public void who_has_joined_can_be_neither_withdrawn_nor_invited_again()
    {
        var joined = Given(Nameless, Joined);
        joined.When<User>((user, now) => WithdrawInvitationHandler.Handle(new(), user, now)).ThenRejected("already-joined");
        joined.When<User>((user, now) => RenewInvitationHandler.Handle(new(Week), user, now)).ThenRejected("already-joined");
    }

    [Fact]
    public void who_is_erased_is_not_invited_again() => Given(Nameless with { Email = EmailAddress.Erased })
        .When<User>((user, now) => RenewInvitationHandler.Handle(new(Week), user, now)).ThenRejected("not-found");

    [Fact]
    public void who_accepts_joins_under_the_name_they_say_or_else_the_one_they_were_invited_by()
    {
        Accepting(new("Alan M. Turing"), Named).Then(new UserJoined(new("Alan M. Turing"), Now));
        Accepting(name: null, Named).Then(Joined);
        Accepting(name: null, Nameless).ThenRejected("name-required");
    }

    [Fact]
    public void an_invitation_is_accepted_once_in_time_and_unless_it_was_withdrawn()
    {
        Accepting(Joined.Name, Named with { ExpiresAt = Now }).ThenRejected("link-gone");
        Accepting(Joined.Name, Named, Joined).ThenRejected("link-gone");
        Accepting(Joined.Name, Named, new InvitationWithdrawn(Now)).ThenRejected("link-gone");
    }

    [Fact]
    public void who_has_joined_is_active_under_their_name_in_their_team()
    {
        var user = Given(Nameless, Joined).Shows<User>();
        (user.Name, user.Status, user.TeamId, user.InvitationExpiresAt).ShouldBe((Joined.Name, UserStatus.Active, Team, null));
    }

    [Fact]
    public void only_who_may_sign_in_takes_another_password()
    {
        var joined = Given(Nameless, Joined);
        joined.When<User>((user, now) => ChangePasswordHandler.Handle(new(IsReset: true), user, now))
            .Then(new UserPasswordChanged(IsReset: true, Now));
        joined.When<User>((user, now) => ChangePasswordHandler.Handle(new(IsReset: false), user, now))
            .Then(new UserPasswordChanged(IsReset: false, Now));
        var gone = Given(Nameless, Joined, new UserDeactivated(Now));
        gone.When<User>((user, now) => ChangePasswordHandler.Handle(new(IsReset: true), user, now)).ThenRejected("link-gone");
        gone.When<User>((user, now) => ChangePasswordHandler.Handle(new(IsReset: false), user, now)).ThenRejected("not-found");
    }

    private static Decision Accepting(PersonName? name, params object[] past) =>
        Given(past).When<User>((user, now) => AcceptInvitationHandler.Handle(new(name), user, now));
}
