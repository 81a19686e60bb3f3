using SalesEngagement.Application.Users;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Users;
using SalesEngagement.Projections.Users;

namespace SalesEngagement.Specs.Users;

public sealed class ChangeUserSpecs
{
    private static readonly Guid Team = Some.Id();
    private static readonly UserRegistered Registered = new(new("Grace Hopper"), new("grace@acme.example"), [Role.Rep], Now);
    private static readonly UserInvited Invited = new(Name: null, new("alan@acme.example"), [Role.Rep], Team, Now.AddDays(7), Now);

    [Fact]
    public void roles_are_kept_once_each_in_a_fixed_order() =>
        Changing(new(Roles: [Role.Rep, Role.Manager, Role.Rep])).Then(new UserRolesChanged([Role.Manager, Role.Rep], Now));

    [Fact]
    public void the_same_again_changes_nothing() =>
        Changing(new(new("Grace Hopper"), [Role.Rep, Role.Rep], new(null), IsActive: true)).ThenNothing();

    [Fact]
    public void several_changes_are_several_facts() =>
        Changing(new(new("Grace B. Hopper"), Team: new(Team), IsActive: false)).Then(
            new UserRenamed(new("Grace B. Hopper"), Now), new UserTeamChanged(Team, Now), new UserDeactivated(Now));

    [Fact]
    public void a_user_without_any_role_is_refused() => Changing(new(Roles: [])).ThenRejected("role-required");

    [Fact]
    public void a_deactivated_user_can_come_back_once()
    {
        var past = Given(Registered, new UserDeactivated(Now));
        past.When<User>((user, now) => ChangeUserHandler.Handle(new(IsActive: true), user, now)).Then(new UserReactivated(Now));
        past.When<User>((user, now) => ChangeUserHandler.Handle(new(IsActive: false), user, now)).ThenNothing();
    }

    [Fact]
    public void who_has_not_joined_can_be_neither_activated_nor_deactivated() => Given(Invited)
        .When<User>((user, now) => ChangeUserHandler.Handle(new(IsActive: true), user, now)).ThenRejected("not-joined");

    [Fact]
    public void a_withdrawn_invitation_is_not_there() => Given(Invited, new InvitationWithdrawn(Now))
        .When<User>((user, now) => ChangeUserHandler.Handle(new(Roles: [Role.Admin]), user, now)).ThenRejected("not-found");

    [Fact]
    public void a_team_to_work_in_is_part_of_being_registered() =>
        RegisterUserHandler.Handle(new(Registered.Name, Registered.Email, [Role.Rep], Team), Now)
            .Then(Registered, new UserTeamChanged(Team, Now));

    public static TheoryData<object, Func<UserCard, bool>> Cards => new()
    {
        { new UserRenamed(new("Grace B."), Now), card => card.Name!.Value == "Grace B." && card.SortName.Value == "grace b." },
        { new UserRolesChanged([Role.Ops], Now), card => card.Roles is [Role.Ops] },
        { new UserTeamChanged(Team, Now), card => card.TeamId == Team },
        { new UserPasswordChanged(IsReset: true, Now), card => card.Status == UserStatus.Active },
        { new UserSecondFactorEnabled(Now), card => card.HasSecondFactor },
        { new UserSignedOutEverywhere(Now), card => card.Status == UserStatus.Active },
        { new UserDeactivated(Now), card => card.Status == UserStatus.Deactivated },
    };

    [Theory]
    [MemberData(nameof(Cards))]
    public void a_card_shows_the_user_as_they_stand(object fact, Func<UserCard, bool> shows)
    {
        var card = Given(Registered, fact).Shows<UserCard>();
        shows(card).ShouldBeTrue(card.ToString());
        card.Version.ShouldBe(2);
    }

    [Fact]
    public void a_card_forgets_what_was_undone()
    {
        var card = Given(
            Registered, new UserDeactivated(Now), new UserReactivated(Now), new UserSecondFactorEnabled(Now),
            new UserSecondFactorRemoved(Now)).Shows<UserCard>();
        (card.Status, card.HasSecondFactor).ShouldBe((UserStatus.Active, false));
    }

    [Fact]
    public void a_card_follows_an_invitation_to_its_end()
    {
        Given(Invited).Shows<UserCard>().ShouldSatisfyAllConditions(
            card => card.Status.ShouldBe(UserStatus.Invited),
            card => card.SortName.Value.ShouldBe("alan@acme.example"),
            card => card.InvitationExpiresAt.ShouldBe(Now.AddDays(7)));
        Given(Invited, new InvitationWithdrawn(Now)).Shows<UserCard>().Status.ShouldBe(UserStatus.Withdrawn);
        Given(Invited, new InvitationWithdrawn(Now), new InvitationRenewed(Now.AddDays(9), Now)).Shows<UserCard>()
            .InvitationExpiresAt.ShouldBe(Now.AddDays(9));
        Given(Invited, new UserJoined(new("Alan Turing"), Now)).Shows<UserCard>().ShouldSatisfyAllConditions(
            card => card.Status.ShouldBe(UserStatus.Active),
            card => card.Name!.Value.ShouldBe("Alan Turing"));
    }

    private static Decision Changing(ChangeUser command) =>
        Given(Registered).When<User>((user, now) => ChangeUserHandler.Handle(command, user, now));
}
