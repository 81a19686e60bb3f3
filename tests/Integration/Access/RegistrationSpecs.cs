using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>A company signs up once, whatever its client repeats.</summary>
public sealed class RegistrationSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Register = "/api/v1/auth/register";

    [Fact]
    public async Task the_first_user_is_admin_of_the_new_company()
    {
        var company = await Company.Register(api.Client);
        var me = await api.Client.Get("/api/v1/auth/me", company.AccessToken).Json();
        me.GetProperty("id").GetGuid().ShouldBe(company.AdminId);
        me.GetProperty("tenantId").GetGuid().ShouldBe(company.TenantId);
        me.Text("email").ShouldBe(company.Email);
        me.Text("name").ShouldBe("Ada Lovelace");
        me.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["admin"]);
    }

    [Fact]
    public async Task the_answer_says_where_the_user_is_and_where_in_the_log()
    {
        var answer = await api.Client.Post(Register, Company.Registration(Company.NewEmail())).ShouldBe(201);
        answer.Headers.ETag?.Tag.ShouldBe("\"1\"");
        answer.Headers.GetValues("X-Position").ShouldHaveSingleItem().ShouldNotBeEmpty();
        answer.Headers.Location?.ToString().ShouldBe($"/api/v1/users/{(await answer.Json()).Text("userId")}");
    }

    [Fact]
    public async Task the_same_key_and_body_give_the_same_company_and_another_body_is_refused()
    {
        var (email, key) = (Company.NewEmail(), ("Idempotency-Key", Guid.CreateVersion7().ToString()));
        var first = await (await api.Client.Post(Register, Company.Registration(email), null, key).ShouldBe(201)).Json();
        var again = await (await api.Client.Post(Register, Company.Registration(email), null, key).ShouldBe(201)).Json();
        again.GetRawText().ShouldBe(first.GetRawText());

        await api.Client.Post(Register, Company.Registration(Company.NewEmail()), null, key)
            .ShouldBeRefused(422, "idempotency-key-reused");
    }

    [Theory]
    [InlineData("")]
    [InlineData("UPPER")]
    public async Task an_address_has_one_account_however_it_is_written(string how)
    {
        var email = Company.NewEmail();
        await api.Client.Post(Register, Company.Registration(email)).ShouldBe(201);
        await api.Client.Post(Register, Company.Registration(how == "UPPER" ? email.ToUpperInvariant() : email))
            .ShouldBeRefused(409, "email-taken");
    }

    [Theory]
    [InlineData("elevenchars", "/password")]
    [InlineData("my acme password", "/password")]
    [InlineData("zuse@acme.example", "/password")]
    public async Task a_password_is_long_and_not_what_everybody_would_try_first(string password, string member)
    {
        var request = new { companyName = "Acme", name = "Konrad", email = "zuse@acme.example", password };
        var problem = await api.Client.Post(Register, request).ShouldBeRefused(422, "invalid");
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe([member]);
        problem.GetRawText().ShouldNotContain(password);
    }

    [Fact]
    public async Task registration_can_be_switched_off()
    {
        await using var closed = await TestHost.Start(new Dictionary<string, string> { ["Access:RegistrationOpen"] = "false" });
        await closed.CreateClient().Post(Register, Company.Registration(Company.NewEmail())).ShouldBeRefused(403, "registration-closed");
    }
}
