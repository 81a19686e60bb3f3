using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Scheduling;

namespace SalesEngagement.Integration.Oidc;

/// <summary>A provider that is away, or behaves badly, harms nobody but those who come by it.</summary>
[Collection(OidcFixture.Name)]
public sealed class ProviderOutageSpecs(OidcFixture oidc)
{
    [Fact]
    public async Task while_the_provider_is_away_it_is_said_and_passwords_still_work()
    {
        var trust = await oidc.Trusting();
        var sub = await trust.Person("sales");
        var token = await trust.Issuer.AccessToken(sub, trust.Audience);
        await trust.Issuer.Stop();
        var browser = Trust.Browser(oidc.Host);
        var away = await browser.Get(trust.Start);
        away.Headers.RetryAfter.ShouldNotBeNull();
        await Task.FromResult(away).ShouldBeRefused(503, "identity-provider-unavailable");
        await Trust.Ask(oidc.Host, token).ShouldBeRefused(503, "identity-provider-unavailable");
        (await oidc.Host.Again(trust.Admin)).Token.ShouldNotBeEmpty();
        await trust.Issuer.Resume();
    }

    [Fact]
    public async Task who_is_away_is_not_asked_again_at_once_and_then_is()
    {
        var time = new TravellingTime();
        await using var host = oidc.Host.Twin(new Dictionary<string, string>(), services => services.AddSingleton<TimeProvider>(time));
        var trust = await oidc.Trusting();
        await trust.Issuer.Stop();
        using var browser = Trust.Browser(host);
        await browser.Get(trust.Start).ShouldBe(503);
        await trust.Issuer.Resume();
        await browser.Get(trust.Start).ShouldBe(503);
        time.Advance(TimeSpan.FromSeconds(31));
        await browser.Get(trust.Start).ShouldBe(302);
        // What was read holds on while the provider is away again.
        await trust.Issuer.Stop();
        time.Advance(TimeSpan.FromMinutes(61));
        await browser.Get(trust.Start).ShouldBe(302);
        time.Advance(TimeSpan.FromHours(24));
        await browser.Get(trust.Start).ShouldBe(503);
        await trust.Issuer.Resume();
    }

    [Theory]
    [InlineData("another name")]
    [InlineData("another place for tokens")]
    [InlineData("somewhere else")]
    [InlineData("without end")]
    [InlineData("no document")]
    public async Task what_a_provider_says_of_itself_is_not_taken_when_it_cannot_be_right(string what)
    {
        var trust = await oidc.Trusting();
        var elsewhere = (await oidc.Server.Issuer()).Address;
        const string Document = "/.well-known/openid-configuration";
        await trust.Issuer.Lie(what switch
        {
            "another name" => new { discovery = new { issuer = elsewhere } },
            "another place for tokens" => new { discovery = new { token_endpoint = "http://10.0.0.1/token" } },
            "somewhere else" => new { redirect = new Dictionary<string, string> { [Document] = elsewhere + Document } },
            "without end" => new { bytes = new Dictionary<string, int> { [Document] = 600_000 } },
            _ => (object)new { bytes = new Dictionary<string, int> { [Document] = 10 } },
        });
        await Trust.Browser(oidc.Host).Get(trust.Start).ShouldBeRefused(503, "identity-provider-unavailable");
    }

    [Theory]
    [InlineData("/token", 10, 401)]
    [InlineData("/me", 10, 401)]
    [InlineData("/jwks", 10, 503)]
    [InlineData("/token", 600_000, 503)]
    public async Task what_cannot_be_read_of_a_provider_proves_nobody_and_breaks_nothing(string path, int bytes, int status)
    {
        var trust = await oidc.Trusting();
        var sub = await trust.Person("sales");
        await trust.Issuer.Lie(new { bytes = new Dictionary<string, int> { [path] = bytes } });
        var browser = Trust.Browser(oidc.Host);
        var sent = await browser.Get(trust.Start);
        var answer = (int)sent.StatusCode == 302
            ? await browser.Get((await trust.Issuer.Visit(sub, sent.Headers.Location!)).PathAndQuery)
            : sent;
        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task a_provider_on_this_machine_or_in_a_private_network_is_not_asked_unless_the_operator_allows_it()
    {
        var trust = await oidc.Trusting();
        await using var careful = oidc.Host.Twin(new Dictionary<string, string> { ["Oidc:AllowPrivateAddresses"] = "false" });
        using var browser = Trust.Browser(careful);
        var asked = await trust.Issuer.Asked("/.well-known/openid-configuration");
        await browser.Get(trust.Start).ShouldBeRefused(503, "identity-provider-unavailable");
        (await trust.Issuer.Asked("/.well-known/openid-configuration")).ShouldBe(asked);
        // What the name says is not what counts, but where it leads.
        var admin = trust.Admin.Token;
        foreach (var refused in new[] { trust.Issuer.Address, "http://login.acme.example", "ftp://login.acme.example", "https://user@acme.example" })
            await browser.Post(OidcFixture.Providers, OidcFixture.Body(refused, "urn:api"), admin).ShouldBeRefused(422, "invalid");
        var local = await browser.Post(
            OidcFixture.Providers, OidcFixture.Body("https://localhost:1", $"urn:{Guid.CreateVersion7()}"), admin).ShouldBe(201).Json();
        await browser.Get($"/api/v1/auth/oidc/{local.Text("id")}/start").ShouldBeRefused(503, "identity-provider-unavailable");
    }
}
