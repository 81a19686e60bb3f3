using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>Who knows their password can take another, and is then the only one signed in.</summary>
public sealed class PasswordSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Change = "/api/v1/auth/password";
    private const string New = "five wizards box quickly";

    [Fact]
    public async Task another_password_ends_all_sign_ins_and_gives_this_client_a_new_one()
    {
        var user = await User();
        var elsewhere = await api.Host.Again(user);
        var fresh = await Changing(user).ShouldBe(200).Json();

        foreach (var old in new[] { user, elsewhere })
        {
            await old.Client.Get("/api/v1/auth/me").ShouldBeRefused(401, "unauthenticated");
            await api.Client.Post("/api/v1/auth/refresh", new { refreshToken = old.RefreshToken }).ShouldBeRefused(401, "invalid-refresh-token");
        }

        await api.Client.Get("/api/v1/auth/me", fresh.Text("accessToken")).ShouldBe(200);
        await api.Client.Post("/api/v1/auth/refresh", new { refreshToken = fresh.Text("refreshToken") }).ShouldBe(200);
        await SignIn(user, TestHost.Password).ShouldBeRefused(401, "invalid-credentials");
        await SignIn(user, New).ShouldBe(200);
    }

    [Fact]
    public async Task who_does_not_know_the_current_one_changes_nothing()
    {
        var user = await User();
        var problem = await Changing(user, current: "not the password").ShouldBeRefused(422, "invalid");
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["/currentPassword"]);
        await user.Client.Get("/api/v1/auth/me").ShouldBe(200);
        await SignIn(user, TestHost.Password).ShouldBe(200);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("")]
    [InlineData(TestHost.Password)]
    [InlineData("people.example has my {email}")]
    public async Task the_new_one_is_held_to_the_rules(string password)
    {
        var user = await User();
        var problem = await Changing(user, wanted: password.Replace("{email}", user.Email, StringComparison.Ordinal)).ShouldBeRefused(422, "invalid");
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["/newPassword"]);
    }

    [Fact]
    public async Task nobody_changes_a_password_without_being_signed_in()
    {
        await api.Client.Post(Change, new { currentPassword = TestHost.Password, newPassword = New }).ShouldBeRefused(401, "unauthenticated");
    }

    [Fact]
    public async Task of_many_changes_at_once_one_is_made()
    {
        var user = await User();
        // As many as are tried without a wait.
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => Changing(user, wanted: $"{New} {n}")));
        var winner = Array.FindIndex(answers, answer => (int)answer.StatusCode == 200);
        answers.Count(answer => (int)answer.StatusCode == 200).ShouldBe(1);
        answers.ShouldAllBe(answer => (int)answer.StatusCode == 200 || (int)answer.StatusCode == 422 || (int)answer.StatusCode == 401);
        await SignIn(user, $"{New} {winner}").ShouldBe(200);
    }

    [Fact]
    public async Task the_same_again_changes_nothing()
    {
        var user = await User();
        var key = ("Idempotency-Key", Guid.CreateVersion7().ToString());
        var first = await Changing(user, key: key).ShouldBe(200).Json();
        var again = await api.Client
            .Post(Change, new { currentPassword = TestHost.Password, newPassword = New }, first.Text("accessToken"), key).ShouldBe(200).Json();
        await api.Client.Get("/api/v1/auth/me", first.Text("accessToken")).ShouldBe(200);
        await api.Client.Get("/api/v1/auth/me", again.Text("accessToken")).ShouldBe(200);
        await api.Client.Post(Change, new { currentPassword = New, newPassword = "another one altogether" }, first.Text("accessToken"), key)
            .ShouldBeRefused(422, "idempotency-key-reused");
    }

    private async Task<TestUser> User() => await api.Host.AddUser(await api.Host.Register(), "rep");

    private static Task<HttpResponseMessage> Changing(
        TestUser user, string current = TestHost.Password, string wanted = New, params (string, string)[] key) =>
        user.Client.Post(Change, new { currentPassword = current, newPassword = wanted }, null, key);

    private Task<HttpResponseMessage> SignIn(TestUser user, string password) =>
        api.Client.Post("/api/v1/auth/login", new { email = user.Email, password });
}
