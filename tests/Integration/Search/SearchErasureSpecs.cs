using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.Search;

/// <summary>Of an erased person search keeps no word, no part of one, and no number made of one.</summary>
public sealed class SearchErasureSpecs(SharedHost host) : IClassFixture<SharedHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task an_erased_contact_leaves_nothing_that_it_could_be_found_by()
    {
        var rep = await host.Stranger();
        var other = await rep.Add("Olga", "Stays");
        var added = await rep.Add("Erwin", "Vanishing", phone: "+491719998877", email: "erwin@vanish.example", tags: ["gone"], title: "Magician");
        await People.Note(host.Services, rep, Guid.Parse(added.Id), "Loves disappearing acts");
        (await rep.Search("vanishing", added.Position)).Names().ShouldBe(["Erwin Vanishing"]);
        (await rep.Search("disappearing")).Names().ShouldBe(["Erwin Vanishing"]);

        await host.Services.GetRequiredService<IPrivacy>().Erase(rep.TenantId.ToString(), added.Id, Ct);
        await using var superuser = NpgsqlDataSource.Create(host.Superuser);
        await Eventually.True(async () => await Count(superuser, $"select count(*) from engagement.erasures where subject = '{added.Id}' and purged_at is not null") == 1);

        foreach (var q in new[] { "erwin", "vanishing", "vanishin", "9998877", "vanish.example", "magician", "disappearing", "erased" })
            (await rep.Search(q)).Names().ShouldBeEmpty(q);
        (await rep.Suggest("erw")).Items.ShouldBeEmpty();
        (await rep.Search("olga", other.Position)).Names().ShouldBe(["Olga Stays"]);
        (await Count(superuser, $"select coalesce(sum(cardinality(keys)), 0) from read.contact_search where id = '{added.Id}'")).ShouldBe(0);
        (await Count(superuser, $"select coalesce(sum(cardinality(keys)), 0) from read.note_search where contact_id = '{added.Id}'")).ShouldBe(0);
        (await Count(superuser, """
            select count(*) from (select t::text as row from read.contact_search t union all select t::text from read.note_search t) all_rows
            where row ~* 'erwin|vanish|9998877|magician|disappearing'
            """)).ShouldBe(0);
        (await Count(superuser, "select count(*) from pg_stats where schemaname = 'read' and attname = 'keys'")).ShouldBe(0);
    }

    private static async Task<long> Count(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), null);
    }
}
