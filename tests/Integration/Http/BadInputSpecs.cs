using System.Text;

namespace SalesEngagement.Integration.Http;

/// <summary>Nothing malformed reaches a route, whoever sends it.</summary>
public sealed class BadInputSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Login = "/api/v1/auth/login";

    [Theory]
    [InlineData("""{"email":"a@b.example","password":"x" """)]
    [InlineData("""{"email":"a@b.example","password":"x"} {}""")]
    [InlineData("""{'email':'a@b.example'}""")]
    [InlineData("not json")]
    [InlineData("""{"email":"a@b.example\u0000","password":"x"}""")]
    [InlineData("""{"email":"a@b.example","password":"\ud800"}""")]
    [InlineData("""{"email":"a@b.example","password":"\udc00\ud800"}""")]
    [InlineData("""{"email":"a@b.example","pass\u0000word":"x"}""")]
    [InlineData("{\"email\":\"a\0\",\"password\":\"x\"}")]
    [InlineData("null")]
    public Task broken_json_is_malformed(string body) =>
        api.Client.PostText(Login, body).ShouldBeRefused(400, "malformed-request");

    [Fact]
    public Task bytes_that_are_not_utf_8_are_malformed() =>
        api.Client.PostBytes(Login, [.. "{\"email\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8]).ShouldBeRefused(400, "malformed-request");

    [Fact]
    public async Task a_body_of_64_levels_is_read_and_one_of_65_is_malformed()
    {
        await api.Client.PostText(Login, Nested(64)).ShouldBeRefused(422, "invalid");
        await api.Client.PostText(Login, Nested(65)).ShouldBeRefused(400, "malformed-request");
    }

    [Fact]
    public async Task a_body_at_the_limit_is_read_and_one_above_is_too_large()
    {
        const int limit = 1024 * 1024;
        await api.Client.PostBytes(Login, Padded(limit)).ShouldBeRefused(422, "invalid");
        await api.Client.PostBytes(Login, Padded(limit + 1)).ShouldBeRefused(413, "body-too-large");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public Task a_body_that_is_not_json_in_utf_8_has_the_wrong_media_type(string? contentType) =>
        api.Client.PostBytes(Login, "{}"u8.ToArray(), contentType).ShouldBeRefused(415, "unsupported-media-type");

    [Theory]
    [InlineData("""{"email":"a@b.example","password":"x","admin":true}""", "/admin", "is not a known member")]
    [InlineData("""{"email":5,"password":"x"}""", "/email", "has the wrong type or form")]
    [InlineData("""{"email":{"a":1},"password":"x"}""", "/email", "has the wrong type or form")]
    [InlineData("""{"email":"a@b.example","email":"c@d.example"}""", "/email", "occurs twice")]
    [InlineData("[]", "", "has the wrong type or form")]
    public async Task members_that_do_not_fit_are_named(string body, string member, string message)
    {
        var problem = await api.Client.PostText(Login, body).ShouldBeRefused(422, "invalid");
        problem.GetProperty("errors").GetProperty(member)[0].GetString().ShouldBe(message);
    }

    [Fact]
    public async Task missing_members_are_named_all_at_once()
    {
        var problem = await api.Client.PostText("/api/v1/auth/register", "{}").ShouldBeRefused(422, "invalid");
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name)
            .ShouldBe(["/companyName", "/email", "/name", "/password"]);
    }

    [Fact]
    public Task nul_in_an_address_is_malformed() =>
        api.Client.Get("/api/v1/users?q=%00").ShouldBeRefused(400, "malformed-request");

    [Fact]
    public async Task a_route_that_is_not_there_is_not_found_and_a_wrong_method_is_not_allowed()
    {
        await api.Client.Get("/api/v1/nothing-here").ShouldBeRefused(404, "not-found");
        await api.Client.Get(Login).ShouldBeRefused(405, "method-not-allowed");
    }

    [Fact]
    public async Task headers_that_cannot_be_meant_are_malformed()
    {
        var company = await api.Somebody();
        var user = new { name = "Grace", email = Company.NewEmail(), password = Company.Password, roles = new[] { "rep" } };
        await api.Client.Post("/api/v1/users", user, company.AccessToken, ("Idempotency-Key", new string('k', 256)))
            .ShouldBeRefused(400, "invalid-idempotency-key");
        await api.Client.Post("/api/v1/users", user, company.AccessToken, ("If-Match", "3"))
            .ShouldBeRefused(400, "invalid-if-match");
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static byte[] Padded(int length) =>
        Encoding.UTF8.GetBytes("[]".PadRight(length));
}
