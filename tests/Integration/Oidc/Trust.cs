using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Oidc;

/// <summary>A company that trusts an issuer.</summary>
/// <param name="Admin">Its admin, signed in with a password.</param>
/// <param name="Issuer">Whom it trusts.</param>
/// <param name="ProviderId">By which id.</param>
/// <param name="Audience">Of access tokens for our API.</param>
internal sealed record Trust(TestUser Admin, OidcIssuer Issuer, Guid ProviderId, string Audience)
{
    public string Start => $"/api/v1/auth/oidc/{ProviderId}/start";

    /// <summary>Changes how it trusts.</summary>
    public Task<HttpResponseMessage> Change(object patch) =>
        Admin.Client.Send(HttpMethod.Patch, $"{OidcFixture.Providers}/{ProviderId}", patch);

    /// <summary>Somebody new at the issuer.</summary>
    public async Task<string> Person(params string[] groups)
    {
        var sub = $"p{Guid.CreateVersion7():n}";
        await Issuer.Person(sub, groups: groups);
        return sub;
    }

    /// <summary>The person's browser is sent to the issuer and back to us, but not yet let in.</summary>
    /// <returns>Where it is sent back to.</returns>
    public async Task<Uri> Returning(HttpClient browser, string sub)
    {
        var sent = await browser.Get(Start).ShouldBe(302);
        return await Issuer.Visit(sub, sent.Headers.Location!);
    }

    /// <summary>Signs the person in at a Host.</summary>
    public async Task<HttpResponseMessage> SignIn(TestHost host, string sub)
    {
        var browser = Browser(host);
        return await browser.Get((await Returning(browser, sub)).PathAndQuery);
    }

    /// <summary>Asks a Host who it is whom this token speaks for.</summary>
    public static Task<HttpResponseMessage> Ask(TestHost host, string token) => host.CreateClient().Get("/api/v1/auth/me", token);

    /// <summary>Asks with a new access token of the person's.</summary>
    public async Task<HttpResponseMessage> Ask(TestHost host, string sub, string? audience) =>
        await Ask(host, await Issuer.AccessToken(sub, audience ?? Audience));

    /// <summary>A browser of nobody's: it keeps cookies and follows nothing by itself.</summary>
    public static HttpClient Browser(TestHost host) =>
        host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });
}

/// <summary>What answers say of a user.</summary>
internal static class Answered
{
    public static string[] Roles(this JsonElement user) => [.. user.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!)];
}
