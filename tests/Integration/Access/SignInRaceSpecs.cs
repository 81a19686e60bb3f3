using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.Domain.Access;
using SalesEngagement.Host.Access;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Mail;

namespace SalesEngagement.Integration.Access;

/// <summary>A sign-in whose password was looked at before it changed, and that is written after, opens nothing.</summary>
public sealed class SignInRaceSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string New = "five wizards box quickly";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_change_that_came_between_ends_the_sign_in_before_it_begins()
    {
        var (user, credential) = await User();
        var fresh = await user.Client.Post("/api/v1/auth/password", new { currentPassword = TestHost.Password, newPassword = New })
            .ShouldBe(200).Json();
        await Refresh((await Start(credential)).Write()).ShouldBeRefused(401, "invalid-refresh-token");
        await Refresh(fresh.Text("refreshToken")).ShouldBe(200);
    }

    [Fact]
    public async Task a_change_that_is_being_made_is_waited_for()
    {
        var (_, credential) = await User();
        await using var owner = NpgsqlDataSource.Create(api.Host.Database.Superuser);
        await using var connection = await owner.OpenConnectionAsync(Ct);
        await using var change = await connection.BeginTransactionAsync(Ct);
        await using (var raise = new NpgsqlCommand($"update engagement.credentials set epoch = epoch + 1 where user_id = '{credential.UserId}'", connection))
            await raise.ExecuteNonQueryAsync(Ct);

        var starting = Start(credential);
        await Eventually.True(async () => await MailRig.Scalar<long>(
            api.Host.Database, "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") > 0);
        await change.CommitAsync(Ct);

        await Refresh((await starting).Write()).ShouldBeRefused(401, "invalid-refresh-token");
    }

    [Fact]
    public async Task without_a_change_the_sign_in_is_good()
    {
        var (_, credential) = await User();
        await Refresh((await Start(credential)).Write()).ShouldBe(200);
    }

    private async Task<(TestUser User, Credential Credential)> User()
    {
        var user = await api.Host.AddUser(await api.Host.Register(), "rep");
        return (user, (await api.Host.Services.GetRequiredService<Credentials>().Find(user.Email, Ct))!);
    }

    private async Task<RefreshToken> Start(Credential credential) => (await api.Host.Services.GetRequiredService<SignIns>().Start(
        credential, SignInMethod.Password, Visit.Of(new DefaultHttpContext()), TimeProvider.System.GetUtcNow(), Ct)).Token;

    private Task<HttpResponseMessage> Refresh(string refreshToken) => api.Client.Post("/api/v1/auth/refresh", new { refreshToken });
}
