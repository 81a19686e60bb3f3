using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Mail;
using SalesEngagement.Integration.Scheduling;

namespace SalesEngagement.Integration.Oidc;

/// <summary>The code flow, as a browser walks it, at a provider that somebody else wrote.</summary>
[Collection(OidcFixture.Name)]
public sealed class SignInByProviderSpecs(OidcFixture oidc)
{
    [Fact]
    public async Task whoever_the_provider_proves_is_signed_in_as_with_a_password()
    {
        var trust = await oidc.Trusting();
        var sub = await trust.Person("sales", "gardening");
        var answer = await trust.SignIn(oidc.Host, sub).ShouldBe(200).Json();
        var user = answer.GetProperty("user");
        (user.Text("name"), user.Text("email"), user.Text("tenantId")).ShouldBe(("Grace Hopper", $"{sub}@acme.example", $"{trust.Admin.TenantId}"));
        user.Roles().ShouldBe(["rep"]);

        using var client = oidc.Host.CreateClient();
        (await client.Get("/api/v1/auth/me", answer.Text("accessToken")).ShouldBe(200).Json()).Text("id").ShouldBe(user.Text("id"));
        var sessions = await client.Get("/api/v1/auth/sessions", answer.Text("accessToken")).ShouldBe(200).Json();
        sessions.GetProperty("items")[0].Text("method").ShouldBe("open-id");
        var next = await client.Post("/api/v1/auth/refresh", new { refreshToken = answer.Text("refreshToken") }).ShouldBe(200).Json();
        await client.Post("/api/v1/auth/refresh", new { refreshToken = answer.Text("refreshToken") }).ShouldBe(401);
        await client.Get("/api/v1/auth/me", next.Text("accessToken")).ShouldBe(401);
    }

    [Fact]
    public async Task a_provider_without_a_secret_is_proved_to_by_the_verifier_alone()
    {
        var trust = await oidc.Trusting(new { clientSecret = (string?)null });
        await trust.SignIn(oidc.Host, await trust.Person("sales")).ShouldBe(200);
    }

    [Fact]
    public async Task the_provider_is_asked_for_a_code_with_state_nonce_and_challenge()
    {
        var trust = await oidc.Trusting();
        var sent = await Trust.Browser(oidc.Host).Get(trust.Start).ShouldBe(302);
        sent.Headers.Location!.AbsoluteUri.ShouldStartWith($"{trust.Issuer.Address}/auth?");
        var asked = QueryHelpers.ParseQuery(sent.Headers.Location.Query);
        new[] { asked["response_type"], asked["client_id"], asked["scope"], asked["code_challenge_method"] }.Select(value => value.ToString())
            .ShouldBe(["code", "console", "openid profile email", "S256"]);
        new[] { asked["state"], asked["nonce"], asked["code_challenge"] }.ShouldAllBe(value => value.ToString().Length >= 43);
        var cookie = sent.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant();
        foreach (var part in new[] { "httponly", "samesite=lax", "max-age=600" })
            cookie.ShouldContain(part);
        sent.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task a_browser_may_have_two_sign_ins_on_their_way_and_each_comes_back_once()
    {
        var trust = await oidc.Trusting();
        var sub = await trust.Person("sales");
        var browser = Trust.Browser(oidc.Host);
        var (first, second) = (await trust.Returning(browser, sub), await trust.Returning(browser, sub));
        await browser.Get(second.PathAndQuery).ShouldBe(200);
        await browser.Get(first.PathAndQuery).ShouldBe(200);
        await browser.Get(first.PathAndQuery).ShouldBeRefused(401, "sign-in-not-begun");
    }

    [Fact]
    public async Task of_two_returns_at_once_one_is_taken_on_any_node()
    {
        var trust = await oidc.Trusting();
        var browser = Trust.Browser(oidc.Host);
        var back = await trust.Returning(browser, await trust.Person("sales"));
        await using var twin = oidc.Host.Twin(new Dictionary<string, string>());
        using var other = Trust.Browser(twin);
        other.DefaultRequestHeaders.Add("Cookie", await CookieOf(browser));
        var answers = await Task.WhenAll(browser.Get(back.PathAndQuery), other.Get(back.PathAndQuery));
        answers.Select(answer => (int)answer.StatusCode).ShouldBe([200, 401], ignoreOrder: true);
    }

    [Fact]
    public async Task a_sign_in_begun_in_another_browser_or_for_another_provider_is_refused()
    {
        var trust = await oidc.Trusting();
        var another = await oidc.Trusting();
        var sub = await trust.Person("sales");
        var (mine, theirs) = (Trust.Browser(oidc.Host), Trust.Browser(oidc.Host));
        var back = (await trust.Returning(mine, sub)).PathAndQuery;
        await another.Returning(theirs, await another.Person("sales"));
        await theirs.Get(back).ShouldBeRefused(401, "sign-in-not-begun");
        await Trust.Browser(oidc.Host).Get(back).ShouldBeRefused(401, "sign-in-not-begun");
        await mine.Get(back.Replace($"{trust.ProviderId}", $"{another.ProviderId}", StringComparison.Ordinal))
            .ShouldBeRefused(401, "sign-in-not-begun");
        await mine.Get(Changed(back, "state", "rubbish")).ShouldBeRefused(401, "sign-in-not-begun");
        await mine.Get(Changed(back, "state", value: null)).ShouldBeRefused(401, "sign-in-not-begun");
        await mine.Get(back).ShouldBe(200);
    }

    [Theory]
    [InlineData("iss", "https://attacker.example")]
    [InlineData("iss", null)]
    [InlineData("code", "rubbish")]
    [InlineData("code", null)]
    public async Task an_answer_of_another_issuer_of_none_or_without_a_good_code_proves_nobody(string parameter, string? value)
    {
        var trust = await oidc.Trusting();
        var browser = Trust.Browser(oidc.Host);
        var back = await trust.Returning(browser, await trust.Person("sales"));
        await browser.Get(Changed(back.PathAndQuery, parameter, value)).ShouldBeRefused(401, "identity-not-proved");
    }

    [Fact]
    public async Task a_code_of_another_sign_in_is_worth_nothing_for_its_verifier_is_another()
    {
        var trust = await oidc.Trusting();
        var (victim, attacker) = (await trust.Person("leads"), await trust.Person("sales"));
        var stolen = QueryHelpers.ParseQuery((await trust.Returning(Trust.Browser(oidc.Host), victim)).Query)["code"].ToString();
        var browser = Trust.Browser(oidc.Host);
        var back = await trust.Returning(browser, attacker);
        await browser.Get(Changed(back.PathAndQuery, "code", stolen)).ShouldBeRefused(401, "identity-not-proved");
    }

    [Fact]
    public async Task who_changes_their_mind_at_the_provider_is_not_signed_in()
    {
        var trust = await oidc.Trusting();
        var browser = Trust.Browser(oidc.Host);
        var back = await trust.Returning(browser, "nobody there");
        back.Query.ShouldContain("error=access_denied");
        await browser.Get(back.PathAndQuery).ShouldBeRefused(401, "identity-not-proved");
    }

    [Theory]
    [InlineData("nothing", 200)]
    [InlineData("nonce", 401)]
    [InlineData("audience", 401)]
    [InlineData("another party", 401)]
    [InlineData("two audiences", 401)]
    [InlineData("two audiences and the party", 200)]
    [InlineData("issuer", 401)]
    [InlineData("expired", 401)]
    [InlineData("hash", 401)]
    [InlineData("type", 401)]
    [InlineData("none", 401)]
    [InlineData("secret", 401)]
    [InlineData("stranger", 401)]
    [InlineData("userinfo", 401)]
    public async Task an_id_token_that_is_wrong_in_one_thing_proves_nobody(string what, int status)
    {
        var trust = await oidc.Trusting();
        var sub = await trust.Person("sales");
        string[] both = ["console", "another"];
        var hour = TimeProvider.System.GetUtcNow().AddHours(-1).ToUnixTimeSeconds();
        await trust.Issuer.Lie(what switch
        {
            "nothing" => new { idToken = new { } },
            "nonce" => new { idToken = new { nonce = "another" } },
            "audience" => new { idToken = new { aud = "another" } },
            "another party" => new { idToken = new { azp = "another" } },
            "two audiences" => new { idToken = new { aud = both } },
            "two audiences and the party" => new { idToken = new { aud = both, azp = "console" } },
            "issuer" => new { idToken = new { iss = "https://attacker.example" } },
            "expired" => new { idToken = new { exp = hour } },
            "hash" => new { idToken = new { at_hash = "AAAAAAAAAAAAAAAAAAAAAA" } },
            "type" => new { idToken = new { header = new { typ = "at+jwt" } } },
            "userinfo" => (object)new { userinfo = new { sub = "another" } },
            _ => new { idToken = new { how = what } },
        });
        var answer = await trust.SignIn(oidc.Host, sub);
        ((int)answer.StatusCode).ShouldBe(status, what);
        if (status == 401)
            await Task.FromResult(answer).ShouldBeRefused(401, "identity-not-proved");
    }

    [Fact]
    public async Task who_comes_back_too_late_begins_again()
    {
        var time = new TravellingTime();
        await using var later = oidc.Host.Twin(new Dictionary<string, string>(), services => services.AddSingleton<TimeProvider>(time));
        var trust = await oidc.Trusting();
        var browser = Trust.Browser(later);
        var back = await trust.Returning(browser, await trust.Person("sales"));
        time.Advance(TimeSpan.FromMinutes(11));
        await browser.Get(back.PathAndQuery).ShouldBeRefused(401, "sign-in-not-begun");
    }

    [Theory]
    [InlineData("/signing-in", "text/html", 302)]
    [InlineData("/signing-in", "application/json", 200)]
    [InlineData(null, "text/html", 200)]
    public async Task a_browser_is_sent_on_to_the_page_that_asks_for_the_tokens_where_there_is_one(string? page, string accept, int status)
    {
        await using var host = oidc.Host.Twin(page is null ? [] : new Dictionary<string, string> { ["Oidc:ReturnPath"] = page });
        var trust = await oidc.Trusting();
        var browser = Trust.Browser(host);
        var back = (await trust.Returning(browser, await trust.Person("sales"))).PathAndQuery;
        var answer = await browser.Send(HttpMethod.Get, back, body: null, token: null, ("Accept", accept)).ShouldBe(status);
        if (status == 302)
        {
            answer.Headers.Location!.OriginalString.ShouldBe($"{page}?provider={trust.ProviderId}&{back[(back.IndexOf('?', StringComparison.Ordinal) + 1)..]}");
            await browser.Get(back).ShouldBe(200);
        }
    }

    [Fact]
    public async Task neither_subject_nor_address_nor_secret_is_kept_in_clear()
    {
        var trust = await oidc.Trusting();
        var sub = await trust.Person("sales");
        await trust.SignIn(oidc.Host, sub).ShouldBe(200);
        foreach (var secret in new[] { sub, "a secret of the client" })
        {
            foreach (var table in new[] { "engagement.identity_providers", "engagement.user_identities", "public.mt_events", "engagement.credentials" })
            {
                var found = await MailRig.Scalar<long>(
                    oidc.Host.Database, $"select count(*) from {table} t where t::text like '%{secret}%'");
                found.ShouldBe(0, table);
            }
        }
    }

    private static async Task<string> CookieOf(HttpClient browser)
    {
        // What the browser keeps it sends: a second start renews the same secret.
        var sent = await browser.Get("/health/live").ShouldBe(200);
        return sent.RequestMessage!.Headers.GetValues("Cookie").Single();
    }

    private static string Changed(string pathAndQuery, string name, string? value)
    {
        var at = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        var query = QueryHelpers.ParseQuery(pathAndQuery[at..]).ToDictionary(pair => pair.Key, pair => (string?)pair.Value.ToString());
        query.Remove(name);
        if (value is not null)
            query[name] = value;
        return QueryHelpers.AddQueryString(pathAndQuery[..at], query);
    }
}
