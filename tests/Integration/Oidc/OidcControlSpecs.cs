using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Mail;

namespace SalesEngagement.Integration.Oidc;

/// <summary>Negative controls: what would happen without the rows and keys that hold the rules about providers.</summary>
[Collection(OidcFixture.Name)]
public sealed class OidcControlSpecs(OidcFixture oidc)
{
    [Fact]
    public async Task without_its_row_a_sign_in_would_come_back_twice()
    {
        var trust = await oidc.Trusting();
        var browser = Trust.Browser(oidc.Host);
        var back = (await trust.Returning(browser, await trust.Person("sales"))).PathAndQuery;
        await browser.Get(back).ShouldBe(200);
        await browser.Get(back).ShouldBeRefused(401, "sign-in-not-begun");

        (await MailRig.Scalar<int>(
            oidc.Host.Database,
            $"delete from engagement.returned_sign_ins where tenant_id = '{trust.Admin.TenantId}' returning 1")).ShouldBe(1);

        // It gets as far as the provider, which is the only one left to know that the code was used.
        await browser.Get(back).ShouldBeRefused(401, "identity-not-proved");
    }

    [Fact]
    public async Task without_the_key_over_all_companies_an_audience_could_be_taken_from_its_company()
    {
        await using var host = await TestHost.Start();
        var issuer = await oidc.Server.Issuer();
        await issuer.Person("somebody", groups: "sales");
        var ours = await OidcFixture.Trusting(await host.Register(), issuer);
        var another = await host.Register();
        var body = OidcFixture.Body(issuer.Address, ours.Audience);
        await another.Client.Post(OidcFixture.Providers, body).ShouldBeRefused(409, "audience-taken");
        await Trust.Ask(host, await issuer.AccessToken("somebody", ours.Audience)).ShouldBe(200);

        (await MailRig.Scalar<int>(
            host.Database,
            "alter table engagement.identity_providers drop constraint identity_providers_token_key; select 1")).ShouldBe(1);

        await another.Client.Post(OidcFixture.Providers, body).ShouldBe(201);
        await Trust.Ask(host, await issuer.AccessToken("somebody", ours.Audience)).ShouldBe(401);
    }
}
