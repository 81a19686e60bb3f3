using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace SalesEngagement.Integration.Oidc;

/// <summary>An issuer of the server's.</summary>
public sealed class OidcIssuer
{
    private const string Cli = "cli";
    private const string CliAddress = "http://localhost/cli";
    private static readonly string[] CodeGrant = ["authorization_code"];
    private static readonly string[] CodeResponse = ["code"];
    private readonly OidcServer _server;
    private readonly int _id;

    internal OidcIssuer(OidcServer server, int id, string address) => (_server, _id, Address) = (server, id, address);

    /// <summary>As its tokens say it.</summary>
    public string Address { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Somebody who has an account there.</summary>
    public Task Person(string sub, string? name = "Grace Hopper", string? email = null, bool verified = true, params string[] groups) =>
        Do("person", new { sub, name, email = email ?? $"{sub}@acme.example", email_verified = verified, groups });

    /// <summary>A program that may ask for sign-ins.</summary>
    public Task Client(string clientId, string redirectUri, string? secret) => Do("client", new
    {
        client_id = clientId,
        client_secret = secret,
        token_endpoint_auth_method = secret is null ? "none" : "client_secret_basic",
        redirect_uris = new[] { redirectUri },
        grant_types = CodeGrant,
        response_types = CodeResponse,
    });

    /// <summary>Any token, signed by its key or otherwise.</summary>
    public async Task<string> Sign(object claims, object? header = null, string? how = null) =>
        (await Do("sign", new { claims, header, how })).GetProperty("token").GetString()!;

    /// <summary>Another key from now on.</summary>
    public Task Rotate() => Do("rotate", new { });

    /// <summary>From now on it lies in <c>idToken</c>, <c>userinfo</c>, <c>discovery</c>, <c>redirect</c> or <c>bytes</c>.</summary>
    public Task Lie(object lies) => Do("lie", lies);

    public Task Stop() => Do("stop", new { });

    public Task Resume() => Do("resume", new { });

    /// <summary>How often a path was asked for.</summary>
    public async Task<int> Asked(string path) => (await Do("asked", new { })).TryGetProperty(path, out var count) ? count.GetInt32() : 0;

    /// <summary>Goes from page to page as the browser of a person does, until it is sent elsewhere.</summary>
    /// <returns>Where it is sent to.</returns>
    public async Task<Uri> Visit(string sub, Uri start)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, CookieContainer = new() });
        browser.DefaultRequestHeaders.Add("X-Person", sub);
        var at = start;
        for (var pages = 0; pages < 10; pages++)
        {
            using var answer = await browser.GetAsync(at, Ct);
            if (answer.Headers.Location is not { } location)
                throw new InvalidOperationException($"{at} answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Ct)}");
            at = new Uri(at, location);
            if (!at.AbsoluteUri.StartsWith(Address, StringComparison.Ordinal))
                return at;
        }

        throw new InvalidOperationException("There is no end to it.");
    }

    /// <summary>An access token of the person's for an API, as a program of theirs gets it.</summary>
    public async Task<string> AccessToken(string sub, string audience)
    {
        await Client(Cli, CliAddress, secret: null);
        var verifier = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var asked = QueryHelpers.AddQueryString($"{Address}/auth", new Dictionary<string, string?>
        {
            ["client_id"] = Cli, ["response_type"] = "code", ["scope"] = "openid api", ["resource"] = audience, ["redirect_uri"] = CliAddress,
            ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))), ["code_challenge_method"] = "S256",
        });
        var back = QueryHelpers.ParseQuery((await Visit(sub, new(asked))).Query);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["client_id"] = Cli, ["code"] = back["code"].ToString(), ["code_verifier"] = verifier,
            ["redirect_uri"] = CliAddress, ["resource"] = audience,
        });
        using var answer = await client.PostAsync(new Uri($"{Address}/token"), form, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("access_token").GetString()!;
    }

    private Task<JsonElement> Do(string task, object what) => _server.Do($"{task}/{_id}", what);
}
