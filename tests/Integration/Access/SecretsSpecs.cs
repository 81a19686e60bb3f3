using Npgsql;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>What the database holds of a sign-up, and what the role of the requests can get at.</summary>
public sealed class SecretsSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task no_address_name_password_or_token_is_stored_in_clear()
    {
        var company = await Company.Register(api.Client);
        var stored = await All(api.Host.Database.Superuser, "mt_events", "engagement.credentials", "engagement.sign_ins", "engagement.refresh_tokens");
        stored.ShouldContain(company.AdminId.ToString());
        foreach (var secret in new[] { company.Email, "Lovelace", Company.Password, company.RefreshToken, company.RefreshToken[43..] })
            stored.ShouldNotContain(secret, Case.Insensitive);
    }

    [Fact]
    public async Task the_signing_key_is_stored_wrapped()
    {
        await api.Somebody();
        var stored = await Scalar(api.Host.Database.Keys, "select encode(wrapped, 'hex') from engagement.signing_keys");
        stored.ShouldNotBeEmpty();
        stored.ShouldNotContain("2a8648ce3d", Case.Insensitive, "the object identifier of a key in clear");
    }

    [Theory]
    [InlineData("engagement.credentials")]
    [InlineData("engagement.sign_ins")]
    [InlineData("engagement.refresh_tokens")]
    [InlineData("engagement.known_networks")]
    public async Task without_a_tenant_the_role_of_requests_reads_none_of_it(string table)
    {
        await api.Somebody();
        (await Scalar(api.Host.Database.Superuser, $"select count(*)::text from {table}")).ShouldNotBe("0");
        await Should.ThrowAsync<PostgresException>(() => Scalar(api.Host.Database.Main, $"select count(*)::text from {table}"));
    }

    [Theory]
    [InlineData("engagement.credentials")]
    [InlineData("engagement.sign_ins")]
    [InlineData("engagement.refresh_tokens")]
    [InlineData("engagement.known_networks")]
    public async Task a_tenant_reads_its_own_rows_only(string table)
    {
        var (ours, theirs) = (await api.Somebody(), await Company.Register(api.Client));
        var seen = await Scalar(
            api.Host.Database.Main,
            $"select string_agg(distinct tenant_id, ',') from {table}",
            $"select set_config('app.tenant', '{ours.TenantId}', true)");
        seen.ShouldBe(ours.TenantId.ToString());
        seen.ShouldNotContain(theirs.TenantId.ToString());
    }

    private static async Task<string> All(string connection, params string[] tables)
    {
        var text = "";
        foreach (var table in tables)
            text += await Scalar(connection, $"select string_agg(t::text, E'\\n') from {table} t");
        return text;
    }

    private static async Task<string> Scalar(string connection, string sql, string? before = null)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var open = await database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await open.BeginTransactionAsync(TestContext.Current.CancellationToken);
        foreach (var statement in before is null ? [] : new[] { before })
        {
            await using var first = new NpgsqlCommand(statement, open, transaction);
            await first.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var command = new NpgsqlCommand(sql, open, transaction);
        return (string?)await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) ?? "";
    }
}
