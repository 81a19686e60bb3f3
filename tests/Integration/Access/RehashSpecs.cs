using System.Buffers.Binary;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>When hashing becomes dearer, each password follows at its next sign-in.</summary>
public sealed class RehashSpecs : IAsyncLifetime
{
    private TestHost _before = null!;
    private TestHost _after = null!;
    private Company _company = null!;

    public async ValueTask InitializeAsync()
    {
        _before = await TestHost.Start(new Dictionary<string, string> { ["Access:PasswordIterations"] = "100000" });
        _after = _before.Twin(new Dictionary<string, string> { ["Access:PasswordIterations"] = "120000" });
        _company = await Company.Register(_before.CreateClient());
    }

    public async ValueTask DisposeAsync()
    {
        await _after.DisposeAsync();
        await _before.DisposeAsync();
    }

    [Fact]
    public async Task a_sign_in_hashes_at_the_new_cost_once()
    {
        Rounds(await Hash()).ShouldBe(100_000u);
        await Company.SignIn(_after.CreateClient(), _company.Email);
        var anew = await Hash();
        Rounds(anew).ShouldBe(120_000u);

        await Company.SignIn(_after.CreateClient(), _company.Email);
        await Company.SignIn(_before.CreateClient(), _company.Email);
        (await Hash()).ShouldBe(anew, "neither again nor back");
    }

    [Fact]
    public async Task a_wrong_password_changes_nothing()
    {
        var before = await Hash();
        await _after.CreateClient().Post("/api/v1/auth/login", new { email = _company.Email, password = "not the password" })
            .ShouldBeRefused(401, "invalid-credentials");
        (await Hash()).ShouldBe(before);
    }

    private async Task<string> Hash()
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(_before.Database.Superuser);
        await using var command = source.CreateCommand($"select password_hash from engagement.credentials where user_id = '{_company.AdminId}'");
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static uint Rounds(string hash) => BinaryPrimitives.ReadUInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5));
}
