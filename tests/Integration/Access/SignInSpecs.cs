using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>Signing in tells strangers nothing; refreshing has one winner.</summary>
public sealed class SignInSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Login = "/api/v1/auth/login";
    private const string Refresh = "/api/v1/auth/refresh";

    [Fact]
    public async Task an_unknown_address_and_a_wrong_password_get_the_same_answer()
    {
        var company = await Company.Register(api.Client);
        var wrong = await api.Client.Post(Login, new { email = company.Email, password = "not the password" })
            .ShouldBeRefused(401, "invalid-credentials");
        var unknown = await api.Client.Post(Login, new { email = Company.NewEmail(), password = "not the password" })
            .ShouldBeRefused(401, "invalid-credentials");
        unknown.Text("detail").ShouldBe(wrong.Text("detail"));
    }

    [Fact]
    public async Task an_access_token_lives_ten_minutes_at_most()
    {
        var company = await Company.Register(api.Client);
        (await Company.SignIn(api.Client, company.Email)).GetProperty("expiresIn").GetInt32().ShouldBeInRange(60, 600);
    }

    [Fact]
    public async Task a_refresh_token_gives_new_tokens_that_work()
    {
        var company = await Company.Register(api.Client);
        var refreshed = await (await api.Client.Post(Refresh, new { refreshToken = company.RefreshToken }).ShouldBe(200)).Json();
        await api.Client.Get("/api/v1/auth/me", refreshed.Text("accessToken")).ShouldBe(200);
        await api.Client.Post(Refresh, new { refreshToken = refreshed.Text("refreshToken") }).ShouldBe(200);
    }

    [Fact]
    public async Task a_refresh_token_used_twice_ends_the_sign_in()
    {
        var company = await Company.Register(api.Client);
        var refreshed = await (await api.Client.Post(Refresh, new { refreshToken = company.RefreshToken }).ShouldBe(200)).Json();
        await api.Client.Post(Refresh, new { refreshToken = company.RefreshToken }).ShouldBeRefused(401, "invalid-refresh-token");
        await api.Client.Post(Refresh, new { refreshToken = refreshed.Text("refreshToken") })
            .ShouldBeRefused(401, "invalid-refresh-token");
    }

    [Fact]
    public async Task of_twenty_concurrent_refreshes_one_wins()
    {
        var company = await Company.Register(api.Client);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => api.Client.Post(Refresh, new { refreshToken = company.RefreshToken })));
        answers.Count(answer => (int)answer.StatusCode == 200).ShouldBe(1);
        answers.Count(answer => (int)answer.StatusCode == 401).ShouldBe(19);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AZmF0cH2fQe2c0x8k1y3bQGZhdHB9n0HtnNMfJNct20wZ3FvbnZ0c2hvd25oZXJlYXNhbmV4YW1wbGUwMDAwMDA")]
    public Task what_was_never_a_refresh_token_gives_nothing(string refreshToken) =>
        api.Client.Post(Refresh, new { refreshToken }).ShouldBeRefused(401, "invalid-refresh-token");

    [Fact]
    public async Task signing_out_kills_the_refresh_tokens_of_this_sign_in_only()
    {
        var company = await Company.Register(api.Client);
        var other = await Company.SignIn(api.Client, company.Email);
        await api.Client.Post("/api/v1/auth/logout", body: null, company.AccessToken).ShouldBe(204);
        await api.Client.Post(Refresh, new { refreshToken = company.RefreshToken }).ShouldBeRefused(401, "invalid-refresh-token");
        await api.Client.Post(Refresh, new { refreshToken = other.Text("refreshToken") }).ShouldBe(200);
    }
}
