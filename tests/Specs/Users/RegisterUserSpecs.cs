using SalesEngagement.Application.Tenants;
using SalesEngagement.Application.Users;
using SalesEngagement.Domain.Tenants;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Specs.Users;

public sealed class RegisterUserSpecs
{
    [Fact]
    public void a_user_has_each_role_once()
    {
        var fact = RegisterUserHandler.Handle(New([Role.Rep, Role.Admin, Role.Rep]), Now)
            .ShouldHaveSingleItem().ShouldBeOfType<UserRegistered>();
        fact.Roles.ShouldBe([Role.Admin, Role.Rep]);
        fact.RegisteredAt.ShouldBe(Now);
    }

    [Fact]
    public void a_user_without_any_role_is_refused() =>
        RegisterUserHandler.Handle(New([]), Now).ThenRejected("role-required");

    [Fact]
    public void a_user_is_what_was_registered()
    {
        var user = Given([.. RegisterUserHandler.Handle(New([Role.Rep]), Now)]).Shows<User>();
        user.Name.ShouldNotBeNull().Value.ShouldBe("Grace Hopper");
        user.Email.Value.ShouldBe("grace@acme.example");
    }

    [Fact]
    public void a_company_knows_its_first_user()
    {
        var admin = Some.Id();
        var tenant = Given([.. RegisterTenantHandler.Handle(new("Acme", admin), Now)]).Shows<Tenant>();
        tenant.ShouldBe(new Tenant("Acme", admin, Now));
    }

    private static RegisterUser New(IReadOnlyList<Role> roles) =>
        new(new("Grace Hopper"), new("grace@acme.example"), roles);
}
