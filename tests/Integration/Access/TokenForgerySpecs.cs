using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SalesEngagement.Host.Access;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>Only tokens that we made for our API, just now, are tokens.</summary>
public sealed class TokenForgerySpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task the_token_that_all_forgeries_start_from_is_accepted() =>
        await Try(await Forged(_ => { })).ShouldBe(200);

    [Theory]
    [InlineData("issuer")]
    [InlineData("audience")]
    [InlineData("type")]
    [InlineData("expired")]
    [InlineData("not yet")]
    [InlineData("own key")]
    [InlineData("own key with our kid")]
    [InlineData("HS256 with the public key")]
    public async Task a_token_that_differs_in_one_thing_is_refused(string what)
    {
        var key = await Key();
        await Try(await Forged(token => Spoil(token, what, key))).ShouldBeRefused(401, "unauthenticated");
    }

    [Fact]
    public async Task a_token_without_signature_is_refused()
    {
        var parts = (await Forged(_ => { })).Split('.');
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""");
        await Try($"{none}.{parts[1]}.").ShouldBeRefused(401, "unauthenticated");
        await Try($"{parts[0]}.{parts[1]}.").ShouldBeRefused(401, "unauthenticated");
    }

    [Fact]
    public async Task a_token_whose_claims_were_changed_is_refused()
    {
        var parts = (await Forged(_ => { })).Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("admin", "ops", StringComparison.Ordinal);
        await Try($"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}").ShouldBeRefused(401, "unauthenticated");
    }

    [Fact]
    public async Task the_query_is_no_place_for_a_token_except_on_the_hub()
    {
        var token = await Forged(_ => { });
        await api.Client.Get($"/api/v1/auth/me?access_token={token}").ShouldBeRefused(401, "unauthenticated");
    }

    [Fact]
    public async Task others_can_check_our_tokens_with_the_published_key()
    {
        var company = await api.Somebody();
        var keys = await (await api.Client.Get("/.well-known/jwks.json").ShouldBe(200)).Content
            .ReadAsStringAsync(TestContext.Current.CancellationToken);
        keys.ShouldNotContain("\"d\"");
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(company.AccessToken, new()
        {
            IssuerSigningKeys = new JsonWebKeySet(keys).GetSigningKeys(),
            ValidIssuer = "urn:sales-engagement",
            ValidAudience = "urn:sales-engagement:api",
        });
        result.IsValid.ShouldBeTrue(result.Exception?.Message);
    }

    private static void Spoil(SecurityTokenDescriptor token, string what, ECDsaSecurityKey ours)
    {
        switch (what)
        {
            case "issuer":
                token.Issuer = "urn:somebody-else";
                break;
            case "audience":
                token.Audience = "urn:another-api";
                break;
            case "type":
                token.TokenType = "JWT";
                break;
            case "expired":
                (token.NotBefore, token.IssuedAt) = (token.NotBefore - TimeSpan.FromHours(1), token.IssuedAt - TimeSpan.FromHours(1));
                token.Expires -= TimeSpan.FromMinutes(11);
                break;
            case "not yet":
                token.NotBefore += TimeSpan.FromMinutes(5);
                break;
            case "own key":
                token.SigningCredentials = new(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "mine" }, "ES256");
                break;
            case "own key with our kid":
                token.SigningCredentials = new(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = ours.KeyId }, "ES256");
                break;
            default:
                var publicKey = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(SigningKey.PublicHalf(ours)));
                token.SigningCredentials = new(new SymmetricSecurityKey(publicKey) { KeyId = ours.KeyId }, "HS256");
                break;
        }
    }

    private Task<HttpResponseMessage> Try(string token) => api.Client.Get("/api/v1/auth/me", token);

    private async Task<ECDsaSecurityKey> Key() =>
        await api.Host.Services.GetRequiredService<SigningKey>().Load(TestContext.Current.CancellationToken);

    private async Task<string> Forged(Action<SecurityTokenDescriptor> change)
    {
        var company = await api.Somebody();
        var real = new JsonWebToken(company.AccessToken);
        var token = new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = real.Issuer,
            Audience = real.Audiences.Single(),
            IssuedAt = real.IssuedAt,
            NotBefore = real.ValidFrom,
            Expires = real.ValidTo,
            SigningCredentials = new(await Key(), "ES256"),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = real.Subject,
                ["tenant"] = company.TenantId.ToString(),
                ["roles"] = new[] { "admin" },
            },
        };
        change(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }
}
