using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Live;

namespace SalesEngagement.Integration.Oidc;

/// <summary>Access tokens of identity providers at our API.</summary>
[Collection(OidcFixture.Name)]
public sealed class ProviderTokenSpecs(OidcFixture oidc)
{
    [Fact]
    public async Task a_token_for_our_api_speaks_for_a_user_who_is_made_with_mapped_roles()
    {
        var trust = await oidc.Trusting();
        var sub = await trust.Person("leads", "sales");
        var token = await trust.Issuer.AccessToken(sub, trust.Audience);
        var me = await Trust.Ask(oidc.Host, token).ShouldBe(200).Json();
        (me.Text("name"), me.Text("email"), me.Text("tenantId")).ShouldBe(("Grace Hopper", $"{sub}@acme.example", $"{trust.Admin.TenantId}"));
        me.Roles().ShouldBe(["manager", "rep"]);
        (await Trust.Ask(oidc.Host, token).ShouldBe(200).Json()).Text("id").ShouldBe(me.Text("id"));
        // The same person who signs in is the same user.
        (await trust.SignIn(oidc.Host, sub).ShouldBe(200).Json()).GetProperty("user").Text("id").ShouldBe(me.Text("id"));

        using var client = oidc.Host.CreateClient();
        await client.Get("/api/v1/contacts", token).ShouldBe(200);
        await client.Post("/api/v1/teams", new { name = "West" }, token).ShouldBeRefused(403, "forbidden");
        await client.Post("/hubs/engagement/negotiate?negotiateVersion=1", body: null, token).ShouldBe(200);
        await client.Post("/api/v1/auth/logout", body: null, token).ShouldBe(204);
    }

    [Fact]
    public async Task of_ten_first_requests_at_once_all_speak_for_one_user()
    {
        var trust = await oidc.Trusting();
        var token = await trust.Issuer.AccessToken(await trust.Person("sales"), trust.Audience);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Trust.Ask(oidc.Host, token).ShouldBe(200).Json()));
        answers.Select(answer => answer.Text("id")).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task a_token_that_says_neither_name_nor_address_is_enough()
    {
        var trust = await oidc.Trusting();
        var token = await trust.Issuer.Sign(new { sub = "just me", aud = trust.Audience, groups = "sales" });
        var me = await Trust.Ask(oidc.Host, token).ShouldBe(200).Json();
        (me.Text("name"), me.Text("email")).ShouldBe(("", ""));
    }

    [Theory]
    [InlineData("nothing", 200)]
    [InlineData("issuer", 401)]
    [InlineData("audience", 401)]
    [InlineData("no audience", 401)]
    [InlineData("expired", 401)]
    [InlineData("no end", 401)]
    [InlineData("not yet", 401)]
    [InlineData("made later", 401)]
    [InlineData("id token", 401)]
    [InlineData("type", 401)]
    [InlineData("no key", 401)]
    [InlineData("nobody", 401)]
    [InlineData("no roles", 401)]
    [InlineData("none", 401)]
    [InlineData("secret", 401)]
    [InlineData("stranger", 401)]
    public async Task a_token_that_is_wrong_in_one_thing_is_refused_like_every_other(string what, int status)
    {
        var trust = await oidc.Trusting();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var good = new Dictionary<string, object?> { ["sub"] = "me", ["aud"] = trust.Audience, ["groups"] = new[] { "sales" } };
        object? header = null;
        switch (what)
        {
            case "issuer": good["iss"] = "https://attacker.example"; break;
            case "audience": good["aud"] = "urn:another"; break;
            case "no audience": good.Remove("aud"); break;
            case "expired": good["exp"] = now - 120; break;
            case "no end": good["exp"] = null; break;
            case "not yet": good["nbf"] = now + 120; break;
            case "made later": (good["iat"], good["exp"]) = (now + 3600, now + 7200); break;
            case "id token": (good["aud"], header) = ("console", new { typ = "JWT" }); break;
            case "type": header = new { typ = "JWT" }; break;
            case "no key": header = new { kid = "another" }; break;
            case "nobody": good.Remove("sub"); break;
            case "no roles": good["groups"] = new[] { "gardening" }; break;
        }

        var token = await trust.Issuer.Sign(good, header, what is "none" or "secret" or "stranger" ? what : null);
        if (status == 200)
            await Trust.Ask(oidc.Host, token).ShouldBe(200);
        else
            await Trust.Ask(oidc.Host, token).ShouldBeRefused(401, "unauthenticated");
    }

    [Theory]
    [InlineData("""{"iss":7,"aud":"x"}""")]
    [InlineData("""{"iss":["https://a.example"],"aud":"x"}""")]
    [InlineData("""{"iss":"https://a.example","aud":{"x":1}}""")]
    [InlineData("""{"iss":"https://a.example","aud":[7,null,["x"]]}""")]
    [InlineData("""{"iss":"https://a.example","aud":null,"exp":"soon","iat":{}}""")]
    [InlineData("""{"iss":"https://a.example"}""")]
    [InlineData("""["https://a.example"]""")]
    [InlineData("null")]
    [InlineData("")]
    public async Task what_only_looks_like_a_token_is_refused_like_every_other(string payload)
    {
        static string Encoded(string text) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(text));
        foreach (var header in new[] { """{"alg":"RS256","kid":"1","typ":"at+jwt"}""", """{"alg":7}""", "{}", "" })
            await Trust.Ask(oidc.Host, $"{Encoded(header)}.{Encoded(payload)}.AAAA").ShouldBeRefused(401, "unauthenticated");
    }

    [Fact]
    public async Task a_company_may_take_tokens_that_only_say_jwt_and_still_no_id_tokens()
    {
        var trust = await oidc.Trusting(new { plainTokens = true });
        Task<string> Plain(string audience) =>
            trust.Issuer.Sign(new { sub = "me", aud = audience, groups = "sales" }, new { typ = "JWT" });
        await Trust.Ask(oidc.Host, await Plain(trust.Audience)).ShouldBe(200);
        await Trust.Ask(oidc.Host, await Plain("console")).ShouldBe(401);
        await trust.Change(new { audience = "console" }).ShouldBeRefused(409, "audience-is-client");
    }

    [Fact]
    public async Task new_roles_at_the_provider_come_with_the_next_token_and_an_old_token_brings_none_back()
    {
        var trust = await oidc.Trusting();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Task<string> Token(int age, string group) => trust.Issuer.Sign(new { sub = "me", aud = trust.Audience, groups = group, iat = now - age });
        var (old, recent) = (await Token(60, "leads"), await Token(30, "sales"));
        (await Trust.Ask(oidc.Host, old).ShouldBe(200).Json()).Roles().ShouldBe(["manager"]);
        (await Trust.Ask(oidc.Host, recent).ShouldBe(200).Json()).Roles().ShouldBe(["rep"]);
        (await Trust.Ask(oidc.Host, old).ShouldBe(200).Json()).Roles().ShouldBe(["rep"]);
        await Trust.Ask(oidc.Host, await Token(10, "gardening")).ShouldBe(401);
    }

    [Fact]
    public async Task a_new_key_of_the_provider_is_looked_up_and_no_more_often_than_set()
    {
        var trust = await oidc.Trusting();
        Task<string> Token(string? kid = null) => trust.Issuer.Sign(
            new { sub = "me", aud = trust.Audience, groups = "sales" }, kid is null ? null : new { kid }, kid is null ? null : "stranger");
        var before = await Token();
        await Trust.Ask(oidc.Host, before).ShouldBe(200);
        await trust.Issuer.Rotate();
        await Trust.Ask(oidc.Host, await Token()).ShouldBe(200);
        await Trust.Ask(oidc.Host, before).ShouldBe(401);

        var asked = await trust.Issuer.Asked("/jwks");
        asked.ShouldBe(2);
        for (var i = 0; i < 20; i++)
            await Trust.Ask(oidc.Host, await Token($"made up {i}")).ShouldBe(401);
        (await trust.Issuer.Asked("/jwks")).ShouldBe(asked);
    }

    [Fact]
    public async Task a_deactivated_user_gets_in_neither_way_until_they_are_back_and_it_is_on_record()
    {
        var trust = await oidc.Trusting();
        var sub = await trust.Person("sales");
        var token = await trust.Issuer.AccessToken(sub, trust.Audience);
        var signedIn = await trust.SignIn(oidc.Host, sub).ShouldBe(200).Json();
        var user = $"/api/v1/users/{signedIn.GetProperty("user").Text("id")}";
        await trust.Admin.Client.Send(HttpMethod.Patch, user, new { active = false }).ShouldBe(200);

        await Trust.Ask(oidc.Host, token).ShouldBe(401);
        await Trust.Ask(oidc.Host, signedIn.Text("accessToken")).ShouldBe(401);
        await trust.SignIn(oidc.Host, sub).ShouldBeRefused(403, "not-admitted");
        await Recorded(trust, "user-deactivated");

        await trust.Admin.Client.Send(HttpMethod.Patch, user, new { active = true }).ShouldBe(200);
        await Trust.Ask(oidc.Host, token).ShouldBe(200);
    }

    [Theory]
    [InlineData("the user")]
    [InlineData("the provider")]
    public async Task an_open_connection_ends_at_once_with_its_user_and_with_its_provider(string ended)
    {
        var trust = await oidc.Trusting();
        var token = await trust.Issuer.AccessToken(await trust.Person("sales"), trust.Audience);
        var user = (await Trust.Ask(oidc.Host, token).ShouldBe(200).Json()).Text("id");
        await using var live = await LiveClient.Connect(oidc.Host, token, "contacts");
        await (ended == "the user"
            ? trust.Admin.Client.Send(HttpMethod.Patch, $"/api/v1/users/{user}", new { active = false })
            : trust.Change(new { enabled = false })).ShouldBe(200);
        await live.Closed();
        (await Should.ThrowAsync<Exception>(() => LiveClient.Connect(oidc.Host, token))).ToString().ShouldContain("401");
    }

    [Fact]
    public async Task a_disabled_or_removed_provider_lets_nobody_in_and_its_users_stay()
    {
        var trust = await oidc.Trusting();
        var sub = await trust.Person("sales");
        var token = await trust.Issuer.AccessToken(sub, trust.Audience);
        var id = (await Trust.Ask(oidc.Host, token).ShouldBe(200).Json()).Text("id");
        var browser = Trust.Browser(oidc.Host);
        var back = await trust.Returning(browser, sub);

        await trust.Change(new { enabled = false }).ShouldBe(200);
        await Trust.Ask(oidc.Host, token).ShouldBe(401);
        await browser.Get(trust.Start).ShouldBeRefused(403, "not-admitted");
        await browser.Get(back.PathAndQuery).ShouldBeRefused(403, "not-admitted");
        await Recorded(trust, "provider-disabled");
        await trust.Change(new { enabled = true }).ShouldBe(200);
        await Trust.Ask(oidc.Host, token).ShouldBe(200);

        await trust.Admin.Client.Send(HttpMethod.Delete, $"{OidcFixture.Providers}/{trust.ProviderId}").ShouldBe(204);
        await Trust.Ask(oidc.Host, token).ShouldBe(401);
        await browser.Get(trust.Start).ShouldBeRefused(404, "not-found");
        await trust.Admin.Client.Get($"/api/v1/users/{id}").ShouldBe(200);
        // Whoever trusts the issuer again knows them again.
        var again = await OidcFixture.Trusting(trust.Admin, trust.Issuer);
        (await again.Ask(oidc.Host, sub, audience: null).ShouldBe(200).Json()).Text("id").ShouldBe(id);
    }

    private static async Task Recorded(Trust trust, string why)
    {
        // The next change's position is behind the record's.
        var moved = await trust.Admin.Client.Post("/api/v1/teams", new { name = $"T{Guid.CreateVersion7():n}" }).ShouldBe(201);
        var position = moved.Headers.GetValues("X-Position").Single();
        var trail = await trust.Admin.Client.Get($"/api/v1/security/audit/trail?action=sign-in&minPosition={position}").ShouldBe(200).Json();
        trail.GetProperty("items").EnumerateArray()
            .ShouldContain(entry => entry.GetRawText().Contains(why, StringComparison.Ordinal));
    }
}
