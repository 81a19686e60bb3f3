using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Oidc;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Mail;

namespace SalesEngagement.Integration.Oidc;

/// <summary>Who somebody is whom a provider has proved: by company, issuer and subject, and by nothing else.</summary>
[Collection(OidcFixture.Name)]
public sealed class IdentitySpecs(OidcFixture oidc)
{
    private const string Sub = "one name";
    private static readonly string[] Analyst = ["analyst"];
    private static readonly string[] People = ["people.example"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task the_same_subject_of_another_issuer_is_another_user()
    {
        var (one, other) = await TwoIssuers();
        var mine = await UserId(oidc.Host, one);
        (await UserId(oidc.Host, other)).ShouldNotBe(mine);
        (await UserId(oidc.Host, one)).ShouldBe(mine);
    }

    [Fact]
    public async Task a_host_that_overlooks_the_issuer_would_be_seen()
    {
        // The negative control: the same two people where a subject alone is who somebody is.
        var (one, other) = await TwoIssuers();
        await using var careless = oidc.Host.Twin(new Dictionary<string, string>(), services => services.AddSingleton<ProviderKeys, Careless>());
        (await UserId(careless, other)).ShouldBe(await UserId(careless, one));
    }

    [Fact]
    public async Task the_same_issuer_for_two_companies_is_two_users_and_neither_reaches_the_other_s()
    {
        var issuer = await oidc.Server.Issuer();
        await issuer.Person(Sub, groups: "leads");
        var (ours, theirs) = (
            await OidcFixture.Trusting(await oidc.Host.Register(), issuer, new { clientId = "ours" }),
            await OidcFixture.Trusting(await oidc.Host.Register(), issuer, new { clientId = "theirs" }));
        var (mine, foreign) = (await UserId(oidc.Host, ours), await UserId(oidc.Host, theirs));
        foreign.ShouldNotBe(mine);
        await ours.Admin.Client.Get($"/api/v1/users/{foreign}").ShouldBeRefused(404, "not-found");
        var token = await issuer.AccessToken(Sub, ours.Audience);
        (await Trust.Ask(oidc.Host, token).ShouldBe(200).Json()).Text("tenantId").ShouldBe($"{ours.Admin.TenantId}");
        (await ours.SignIn(oidc.Host, Sub).ShouldBe(200).Json()).GetProperty("user").Text("id").ShouldBe(mine);
        (await theirs.SignIn(oidc.Host, Sub).ShouldBe(200).Json()).GetProperty("user").Text("id").ShouldBe(foreign);
    }

    [Fact]
    public async Task a_token_for_two_companies_at_once_opens_neither()
    {
        var issuer = await oidc.Server.Issuer();
        var (ours, theirs) = (
            await OidcFixture.Trusting(await oidc.Host.Register(), issuer), await OidcFixture.Trusting(await oidc.Host.Register(), issuer));
        Task<string> Token(params string[] audiences) => issuer.Sign(new { sub = Sub, aud = audiences, groups = "sales" });
        await Trust.Ask(oidc.Host, await Token(ours.Audience, theirs.Audience)).ShouldBe(401);
        await Trust.Ask(oidc.Host, await Token(ours.Audience, "urn:elsewhere")).ShouldBe(200);
    }

    [Fact]
    public async Task issuer_and_audience_are_one_company_s_alone_until_it_lets_go()
    {
        var ours = await oidc.Trusting();
        var another = await oidc.Host.Register();
        var body = OidcFixture.Body(ours.Issuer.Address, ours.Audience);
        await another.Client.Post(OidcFixture.Providers, body).ShouldBeRefused(409, "audience-taken");
        await ours.Admin.Client.Post(OidcFixture.Providers, body).ShouldBeRefused(409, "audience-taken");
        var other = await OidcFixture.Trusting(another, ours.Issuer);
        await other.Change(new { audience = ours.Audience }).ShouldBeRefused(409, "audience-taken");
        await ours.Change(new { audience = (string?)null }).ShouldBe(200);
        await other.Change(new { audience = ours.Audience }).ShouldBe(200);
    }

    [Fact]
    public async Task an_address_alone_makes_nobody_somebody_who_is_there()
    {
        var trust = await oidc.Trusting();
        var rep = await oidc.Host.AddUser(trust.Admin, "rep");
        await trust.Issuer.Person(Sub, email: rep.Email, groups: "leads");
        (await UserId(oidc.Host, trust)).ShouldNotBe($"{rep.UserId}");
        // Whose the address is signs in with it as before.
        (await oidc.Host.Again(rep)).UserId.ShouldBe(rep.UserId);
    }

    [Theory]
    [InlineData("people.example", true, true)]
    [InlineData("PEOPLE.example", true, true)]
    [InlineData("people.example", false, false)]
    [InlineData("example", true, false)]
    [InlineData("other.example", true, false)]
    public async Task a_verified_address_of_a_domain_that_the_company_trusts_the_provider_with_is_the_user_who_has_it(
        string domain, bool verified, bool isThem)
    {
        var trust = await oidc.Trusting(domain == "example" ? null : new { emailDomains = new[] { domain } });
        var rep = await oidc.Host.AddUser(trust.Admin, "rep");
        await trust.Issuer.Person(Sub, email: rep.Email, verified: verified, groups: "leads");
        var signedIn = await trust.SignIn(oidc.Host, Sub).ShouldBe(200).Json();
        (signedIn.GetProperty("user").Text("id") == $"{rep.UserId}").ShouldBe(isThem);
        signedIn.GetProperty("user").Roles().ShouldBe(["manager"]);
        // With the roles their tokens have changed too, and their password is what it was.
        await rep.Client.Get("/api/v1/auth/me").ShouldBe(isThem ? 401 : 200);
        (await oidc.Host.Again(rep)).UserId.ShouldBe(rep.UserId);
    }

    [Fact]
    public async Task a_user_of_another_company_is_never_known_by_their_address()
    {
        var trust = await oidc.Trusting(new { emailDomains = People });
        var foreign = await oidc.Host.AddUser(await oidc.Host.Register(), "rep");
        await trust.Issuer.Person(Sub, email: foreign.Email, groups: "leads");
        (await UserId(oidc.Host, trust)).ShouldNotBe($"{foreign.UserId}");
        await foreign.Client.Get("/api/v1/auth/me").ShouldBe(200);
    }

    [Fact]
    public async Task who_comes_by_a_provider_keeps_nobody_from_an_account_with_their_address()
    {
        var trust = await oidc.Trusting();
        var email = MailRig.NewEmail();
        await trust.Issuer.Person(Sub, email: email, groups: "sales");
        await UserId(oidc.Host, trust);
        using var client = oidc.Host.CreateClient();
        var body = new { companyName = "Elsewhere", name = "Ada Boss", email, password = TestHost.Password };
        await client.Post("/api/v1/auth/register", body).ShouldBe(201);
        // And has no password that could be guessed, changed or reset.
        var token = await trust.Issuer.AccessToken(Sub, trust.Audience);
        await client.Post("/api/v1/auth/password", new { currentPassword = "anything at all", newPassword = "a wholly different one" }, token)
            .ShouldBe(422);
    }

    [Fact]
    public async Task roles_are_mapped_anew_at_each_sign_in_and_tokens_of_before_die()
    {
        var trust = await oidc.Trusting();
        await trust.Issuer.Person(Sub, groups: "leads");
        var first = await trust.SignIn(oidc.Host, Sub).ShouldBe(200).Json();
        await trust.Issuer.Person(Sub, groups: "sales");
        var second = await trust.SignIn(oidc.Host, Sub).ShouldBe(200).Json();
        second.GetProperty("user").Roles().ShouldBe(["rep"]);
        await Trust.Ask(oidc.Host, first.Text("accessToken")).ShouldBe(401);
        await Trust.Ask(oidc.Host, second.Text("accessToken")).ShouldBe(200);

        await trust.Issuer.Person(Sub, groups: "gardening");
        await trust.SignIn(oidc.Host, Sub).ShouldBeRefused(403, "not-admitted");
        await trust.Change(new { defaultRoles = Analyst }).ShouldBe(200);
        (await trust.SignIn(oidc.Host, Sub).ShouldBe(200).Json()).GetProperty("user").Roles().ShouldBe(["analyst"]);
    }

    [Fact]
    public async Task a_provider_does_not_take_the_last_admin_from_a_company()
    {
        var trust = await oidc.Trusting();
        var domain = trust.Admin.Email.Split('@')[1];
        await trust.Change(new { emailDomains = new[] { domain } }).ShouldBe(200);
        await trust.Issuer.Person(Sub, email: trust.Admin.Email, groups: "sales");
        await trust.SignIn(oidc.Host, Sub).ShouldBeRefused(403, "not-admitted");
        await trust.Admin.Client.Get("/api/v1/identity-providers").ShouldBe(200);
    }

    [Fact]
    public async Task an_erased_user_is_forgotten_by_name_too_and_who_comes_again_is_somebody_new()
    {
        var trust = await oidc.Trusting();
        await trust.Issuer.Person(Sub, groups: "sales");
        var signedIn = await trust.SignIn(oidc.Host, Sub).ShouldBe(200).Json();
        var id = signedIn.GetProperty("user").Text("id");
        var rows = $"select count(*) from engagement.user_identities where user_id = '{id}'";
        (await MailRig.Scalar<long>(oidc.Host.Database, rows)).ShouldBe(1);

        await oidc.Host.Services.GetRequiredService<IPrivacy>().Erase(trust.Admin.TenantId.ToString(), id, Ct);
        await Eventually.True(async () => await MailRig.Scalar<long>(oidc.Host.Database, rows) == 0);
        await Trust.Ask(oidc.Host, signedIn.Text("accessToken")).ShouldBe(401);
        (await UserId(oidc.Host, trust)).ShouldNotBe(id);
    }

    [Fact]
    public async Task of_a_company_that_leaves_nothing_stays_and_of_others_everything()
    {
        var (ours, theirs) = (await oidc.Trusting(), await oidc.Trusting());
        foreach (var trust in new[] { ours, theirs })
            await trust.SignIn(oidc.Host, await trust.Person("sales")).ShouldBe(200);
        var part = oidc.Host.Services.GetServices<IErasurePart>().OfType<CredentialErasure>().Single();
        await part.EraseTenant(ours.Admin.TenantId.ToString(), Ct);
        foreach (var table in new[] { "identity_providers", "user_identities", "returned_sign_ins" })
        {
            Task<long> Rows(Trust trust) => MailRig.Scalar<long>(
                oidc.Host.Database, $"select count(*) from engagement.{table} where tenant_id = '{trust.Admin.TenantId}'");
            (await Rows(ours), await Rows(theirs)).ShouldBe((0, 1), table);
        }
    }

    /// <summary>A company that trusts two issuers, both of whom have somebody of the same name.</summary>
    private async Task<(Trust One, Trust Other)> TwoIssuers()
    {
        var one = await oidc.Trusting();
        var other = await OidcFixture.Trusting(one.Admin, await oidc.Server.Issuer());
        await one.Issuer.Person(Sub, groups: "sales");
        await other.Issuer.Person(Sub, groups: "sales");
        return (one, other);
    }

    private static async Task<string> UserId(TestHost host, Trust trust) =>
        (await trust.Ask(host, Sub, audience: null).ShouldBe(200).Json()).Text("id");

    private sealed class Careless(HostSecrets secrets) : ProviderKeys(secrets)
    {
        protected override ProviderHashes Of(byte[] key) => new Hashes(key);

        private sealed class Hashes(byte[] key) : ProviderHashes(key)
        {
            public override byte[] OfPerson(string tenantId, string issuer, string subject) => Of("person", tenantId, subject);
        }
    }
}
