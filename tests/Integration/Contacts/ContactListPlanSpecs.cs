using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Search;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Contacts;

/// <summary>A company that has grown since the planner looked at its contacts is read along indexes all the same.</summary>
public sealed class ContactListPlanSpecs(SharedHost host) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private const string GrowSql = """
        alter table read.contact_card set (autovacuum_enabled = false);
        insert into read.contact_card
        select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'created_at', c.created_at + n * interval '1 s'))).*
        from read.contact_card c, generate_series(1, 5000) n
        where c.tenant_id = '{0}'
        """;

    private TestUser _rep = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _rep = await host.Stranger();
        var added = (await _rep.Send(Post, "/contacts", Api.Grace())).Expect(201);
        (await _rep.Send(Get, $"/contacts?minPosition={added.Position}")).Expect(200).Items.ShouldHaveSingleItem();
        await using var superuser = NpgsqlDataSource.Create(host.Superuser);
        await using var grow = superuser.CreateCommand(GrowSql.Replace("{0}", $"{_rep.TenantId}", StringComparison.Ordinal));
        await grow.ExecuteNonQueryAsync(Ct);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task the_next_contacts_are_not_found_by_sorting_all_of_them()
    {
        const string Next = "select id from read.contact_card where tenant_id = '{0}' order by created_at desc, id desc limit 500";
        (await Plan(host.Services.GetRequiredService<Databases>().App, Next)).ShouldNotContain("Sort", Case.Sensitive);
        await using var plain = NpgsqlDataSource.Create(host.Services.GetRequiredService<StoreOptions>().AppConnection);
        (await Plan(plain, Next)).ShouldContain("Sort", Case.Sensitive, "negative control: so the planner would have it");
    }

    [Theory]
    [InlineData(ContactOrder.ByName)]
    [InlineData(ContactOrder.ByNameDescending)]
    [InlineData(ContactOrder.ByCreated)]
    [InlineData(ContactOrder.ByCreatedDescending)]
    public async Task the_next_of_a_list_are_compared_without_sorting_all_of_them(ContactOrder order)
    {
        var next = Literal(ContactListSql.Of(order).Next);
        (await Plan(host.Services.GetRequiredService<Databases>().App, next)).ShouldNotContain("Sort", Case.Sensitive);
        await using var plain = NpgsqlDataSource.Create(host.Services.GetRequiredService<StoreOptions>().AppConnection);
        (await Plan(plain, next)).ShouldContain("Sort", Case.Sensitive, "negative control: so the planner would have it");
    }

    [Fact]
    public async Task contacts_that_something_else_found_are_read_each_by_its_key()
    {
        var ids = $"array['{string.Join("', '", Enumerable.Range(1, 700).Select(n => new Guid(n, 0, 0, new byte[8])))}']::uuid[]";
        var sql = EmbeddedSql.Beside<ContactSearch>("FoundCards.sql")
            .Replace("$1", "'{0}'", StringComparison.Ordinal)
            .Replace("$2", ids, StringComparison.Ordinal)
            .Replace("$3", "null", StringComparison.Ordinal);
        var app = host.Services.GetRequiredService<Databases>().App;
        (await Plan(app, sql)).ShouldContain("Index Scan using contact_card_pkey");
        (await Plan(app, $"select * from read.contact_card where tenant_id = '{{0}}' and id = any ({ids})"))
            .ShouldNotContain("contact_card_pkey", Case.Sensitive, "negative control: so the planner would have it");
    }

    [Fact]
    public async Task functions_that_search_plan_with_bitmaps_whatever_requests_do()
    {
        await using var connection = await host.Services.GetRequiredService<Databases>().App.OpenConnectionAsync(Ct);
        await using var command = new NpgsqlCommand("select bool_and('enable_bitmapscan=on' = any (proconfig)) from pg_proc where proowner = 'engagement_search'::regrole", connection);
        (await command.ExecuteScalarAsync(Ct)).ShouldBe(true, "requests plan without bitmaps, which are the only way through such an index");
    }

    private static string Literal(string sql)
    {
        string[] values = ["null", "'vip'", "false", "null", "null", "51", "null", "null", "null", "null", "null", "null", "null", "null", "null", "1000"];
        for (var n = values.Length + 1; n > 1; n--)
            sql = sql.Replace($"${n}", values[n - 2], StringComparison.Ordinal);
        return sql.Replace("$1", "'{0}'", StringComparison.Ordinal);
    }

    private async Task<string> Plan(NpgsqlDataSource source, string sql)
    {
        await using var connection = await source.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using (var tenant = new NpgsqlCommand("select set_config('app.tenant', $1, true)", connection) { Parameters = { new() { Value = $"{_rep.TenantId}" } } })
            await tenant.ExecuteNonQueryAsync(Ct);
        await using var explain = new NpgsqlCommand($"explain {string.Format(null, System.Text.CompositeFormat.Parse(sql), _rep.TenantId)}", connection);
        await using var reader = await explain.ExecuteReaderAsync(Ct);
        var lines = new List<string>();
        while (await reader.ReadAsync(Ct))
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
