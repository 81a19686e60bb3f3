using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>Only tokens that we made for our API, just now, are tokens. That this holds on every route is in the matrix.</summary>
public sealed class TokenForgerySpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static TheoryData<string> Kinds => [.. Forgeries.Kinds];

    [Fact]
    public async Task the_token_that_all_forgeries_start_from_is_accepted() => await Try("nothing").ShouldBe(200);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task a_token_that_differs_in_one_thing_is_refused(string what) =>
        await Try(what).ShouldBeRefused(401, "unauthenticated");

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("bnVsbA.bnVsbA.bnVsbA")]
    [InlineData("e30.e30.")]
    [InlineData("eyJraWQiOjd9.e30.AAAA")]
    [InlineData("eyJraWQiOnt9fQ.e30.AAAA")]
    public Task what_was_never_a_token_is_refused(string token) =>
        api.Client.Get("/api/v1/auth/me", token).ShouldBeRefused(401, "unauthenticated");

    [Fact]
    public async Task the_query_is_no_place_for_a_token_except_on_the_hub()
    {
        var company = await api.Somebody();
        await api.Client.Get($"/api/v1/auth/me?access_token={company.AccessToken}").ShouldBeRefused(401, "unauthenticated");
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

    private async Task<HttpResponseMessage> Try(string what)
    {
        var company = await api.Somebody();
        var forgeries = await Forgeries.Of(api.Host, company.AccessToken);
        return await api.Client.Get("/api/v1/auth/me", forgeries.Forge(what));
    }
}
