using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Oidc;

/// <summary>How an admin says whom the company trusts.</summary>
[Collection(OidcFixture.Name)]
public sealed class ProviderRouteSpecs(OidcFixture oidc)
{
    [Fact]
    public async Task a_provider_is_shown_with_what_has_to_be_allowed_there_and_without_its_secret()
    {
        var admin = await oidc.Host.Register();
        var made = await admin.Client.Post(OidcFixture.Providers, Some()).ShouldBe(201);
        var text = await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.ShouldNotContain("a secret of the client");
        var provider = await made.Json();
        provider.GetProperty("hasSecret").GetBoolean().ShouldBeTrue();
        provider.Text("redirectUri").ShouldEndWith($"/api/v1/auth/oidc/{provider.Text("id")}/callback");
        var read = await admin.Client.Get(made.Headers.Location!.OriginalString).ShouldBe(200);
        (await read.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(text);
        var listed = await admin.Client.Get(OidcFixture.Providers).ShouldBe(200).Json();
        listed.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()).ShouldBe([text]);
    }

    [Fact]
    public async Task the_same_again_changes_nothing()
    {
        var admin = await oidc.Host.Register();
        var made = await admin.Client.Post(OidcFixture.Providers, Some(), token: null, ("Idempotency-Key", "once")).ShouldBe(201);
        var path = made.Headers.Location!.OriginalString;
        async Task<string> Version(object patch) =>
            (await admin.Client.Send(HttpMethod.Patch, path, patch).ShouldBe(200)).Headers.ETag!.Tag;

        var changed = await Version(new { name = "Another", clientSecret = "another secret" });
        (await Version(new { name = "Another", clientSecret = "another secret", rolesClaim = "groups" })).ShouldBe(changed);
        (await Version(new { clientSecret = (string?)null })).ShouldNotBe(changed);
        (await Version(new { clientSecret = (string?)null })).ShouldNotBe(changed);
        await admin.Client.Send(HttpMethod.Delete, path).ShouldBe(204);
        await admin.Client.Send(HttpMethod.Delete, path).ShouldBe(204);
        await admin.Client.Get(path).ShouldBeRefused(404, "not-found");
        await admin.Client.Send(HttpMethod.Patch, path, new { name = "Late" }).ShouldBeRefused(404, "not-found");
    }

    [Theory]
    [InlineData("issuer", "login.acme.example")]
    [InlineData("issuer", "https://login.acme.example/?tenant=1")]
    [InlineData("issuer", "https://login.acme.example/#there")]
    [InlineData("clientId", " ")]
    [InlineData("clientSecret", "")]
    [InlineData("name", "")]
    public async Task what_cannot_be_is_named(string member, string value)
    {
        var admin = await oidc.Host.Register();
        var body = new Dictionary<string, object?>
        {
            ["name"] = "Sign-in", ["issuer"] = "https://login.acme.example", ["clientId"] = "console", ["defaultRoles"] = new[] { "rep" },
            [member] = value,
        };
        var refused = await admin.Client.Post(OidcFixture.Providers, body).ShouldBeRefused(422, "invalid");
        refused.GetProperty("errors").TryGetProperty($"/{member}", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task a_provider_by_which_nobody_could_get_in_and_one_too_many_are_refused()
    {
        var admin = await oidc.Host.Register();
        object Bare(int n) => new { name = $"{n}", issuer = "https://login.acme.example", clientId = "console", defaultRoles = new[] { "rep" } };
        await admin.Client.Post(OidcFixture.Providers, new { name = "No", issuer = "https://login.acme.example", clientId = "console" })
            .ShouldBeRefused(409, "role-required");
        for (var n = 0; n < 20; n++)
            await admin.Client.Post(OidcFixture.Providers, Bare(n)).ShouldBe(201);
        await admin.Client.Post(OidcFixture.Providers, Bare(20)).ShouldBeRefused(409, "too-many-providers");
    }

    private static object Some() => OidcFixture.Body("https://login.acme.example", $"urn:{Guid.CreateVersion7()}");
}
