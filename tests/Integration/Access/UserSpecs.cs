using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>An admin gives colleagues accounts; other companies' people are not there.</summary>
public sealed class UserSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Users = "/api/v1/users";

    [Fact]
    public async Task a_colleague_can_sign_in_with_the_roles_given()
    {
        var company = await api.Somebody();
        var token = await company.SignedInAs("manager");
        var me = await api.Client.Get("/api/v1/auth/me", token).Json();
        me.GetProperty("tenantId").GetGuid().ShouldBe(company.TenantId);
        me.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["manager"]);
    }

    [Fact]
    public async Task only_an_admin_gives_accounts()
    {
        var company = await api.Somebody();
        var rep = await company.SignedInAs("rep");
        await api.Client.Post(Users, NewUser(), rep).ShouldBeRefused(403, "forbidden");
    }

    [Fact]
    public async Task a_foreign_user_is_as_unknown_as_one_that_never_was()
    {
        var (ours, theirs) = (await api.Somebody(), await Company.Register(api.Client));
        await api.Client.Get($"{Users}/{ours.AdminId}", ours.AccessToken).ShouldBe(200);
        var foreign = await api.Client.Get($"{Users}/{theirs.AdminId}", ours.AccessToken).ShouldBeRefused(404, "not-found");
        var unknown = await api.Client.Get($"{Users}/{Guid.CreateVersion7()}", ours.AccessToken).ShouldBeRefused(404, "not-found");
        foreign.Text("detail").ShouldBe(unknown.Text("detail"));
    }

    [Fact]
    public async Task the_same_key_and_body_make_one_user()
    {
        var company = await api.Somebody();
        var (user, key) = (NewUser(), ("Idempotency-Key", "add-grace"));
        var first = await api.Client.Post(Users, user, company.AccessToken, key).ShouldBe(201);
        var again = await api.Client.Post(Users, user, company.AccessToken, key).ShouldBe(201);
        (await again.Json()).GetRawText().ShouldBe((await first.Json()).GetRawText());
        again.Headers.Location.ShouldBe(first.Headers.Location);
        await api.Client.Post(Users, NewUser(), company.AccessToken, key).ShouldBeRefused(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task a_role_that_is_none_is_named()
    {
        var company = await api.Somebody();
        var user = new { name = "Grace", email = Company.NewEmail(), password = Company.Password, roles = new[] { "king" } };
        var problem = await api.Client.Post(Users, user, company.AccessToken).ShouldBeRefused(422, "invalid");
        problem.GetProperty("errors").TryGetProperty("/roles/0", out _).ShouldBeTrue(problem.GetRawText());
    }

    private static object NewUser() =>
        new { name = "Grace Hopper", email = Company.NewEmail(), password = Company.Password, roles = new[] { "rep" } };
}
