using SalesEngagement.Application.Users;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Users;
using SalesEngagement.Projections.Users;

namespace SalesEngagement.Specs.Users;

public sealed class ProvisioningSpecs
{
    private static readonly Guid Provider = Some.Id();
    private static readonly UserProvisioned Provisioned = new(new("Grace Hopper"), new("grace@acme.example"), [Role.Rep], Provider, Now);

    [Fact]
    public void whoever_comes_by_a_provider_becomes_a_user() =>
        ProvisionUserHandler.Handle(new(new("Grace Hopper"), new("grace@acme.example"), [Role.Rep, Role.Rep], Provider), Now).Then(Provisioned);

    [Fact]
    public void without_a_role_nobody_does() =>
        ProvisionUserHandler.Handle(new(Name: null, Email: null, [], Provider), Now).ThenRejected("role-required");

    [Fact]
    public void one_whose_name_and_address_nobody_said_is_shown_without()
    {
        var card = Given(Provisioned with { Name = null, Email = null }).Shows<UserCard>();
        (card.Name, card.Email.Value, card.Status).ShouldBe((null, "", UserStatus.Active));
        Given(Provisioned).Shows<UserCard>().SortName.Value.ShouldBe("grace hopper");
    }

    [Fact]
    public void roles_that_a_provider_gives_are_theirs_and_the_same_again_changes_nothing()
    {
        Mapping([Role.Manager], Provisioned).Then(new UserRolesChanged([Role.Manager], Now));
        Mapping([Role.Rep], Provisioned).ThenNothing();
        Mapping([], Provisioned).ThenRejected("role-required");
        Mapping([Role.Manager], Provisioned, new UserDeactivated(Now)).ThenRejected("user-deactivated");
    }

    [Fact]
    public void a_user_who_was_there_is_known_by_a_provider_too()
    {
        Linking(roles: null, Registered).Then(new UserIdentityLinked(Provider, Now));
        Linking([Role.Rep], Registered).Then(new UserIdentityLinked(Provider, Now));
        Linking([Role.Manager], Registered).Then(new UserIdentityLinked(Provider, Now), new UserRolesChanged([Role.Manager], Now));
        Linking([Role.Rep], Registered, new UserDeactivated(Now)).ThenRejected("user-deactivated");
        Linking([], Registered).ThenRejected("role-required");
    }

    private static UserRegistered Registered { get; } = new(new("Grace Hopper"), new("grace@acme.example"), [Role.Rep], Now);

    private static Decision Mapping(IReadOnlyList<Role> roles, params object[] past) =>
        Given(past).When<User>((user, now) => MapRolesHandler.Handle(new(roles), user, now));

    private static Decision Linking(IReadOnlyList<Role>? roles, params object[] past) =>
        Given(past).When<User>((user, now) => LinkIdentityHandler.Handle(new(Provider, roles), user, now));
}
