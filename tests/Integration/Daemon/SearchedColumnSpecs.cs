using Npgsql;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.Integration.Daemon;

/// <summary>Numbers by which rows are looked for, and who may look without a policy in the way.</summary>
public sealed class SearchedColumnSpecs
{
    private const string IndexSql = "select indexdef from pg_indexes where schemaname = 'read' and tablename = 'tally_marks' and indexdef like '%USING gin%'";
    private const string SampledSql = "select attname::text from pg_stats where schemaname = 'read' and tablename = 'tally_marks'";
    private const string PolicySql = "select policyname || ' ' || cmd || ' ' || roles::text from pg_policies where tablename = 'tally_marks' and qual = 'true' order by 1";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_numbers_of_a_row_are_stored_indexed_and_not_sampled(bool isRebuilt)
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database, [typeof(TallyMarks)]);
        var id = await node.Open(Node.Tenant, Guid.CreateVersion7(), 3, -4, 3);
        var bare = await node.Open(Node.Tenant, Guid.CreateVersion7());
        await node.CaughtUp();
        if (isRebuilt)
            await node.Admin.Rebuild("TallyMarks", tenantId: null, progress: null, Ct);

        (await node.Store.Query(Node.Tenant).Load<TallyMarks>(Ct, id))!.Marks.ShouldBe([3, -4, 3]);
        (await node.Store.Query(Node.Tenant).Load<TallyMarks>(Ct, bare))!.Marks.ShouldBeEmpty();
        await using var superuser = NpgsqlDataSource.Create(database.Superuser);
        (await Texts(superuser, IndexSql)).Single().ShouldContain("(marks)");
        await Texts(superuser, "analyze read.tally_marks");
        var sampled = await Texts(superuser, SampledSql);
        sampled.ShouldContain("tenant_id");
        sampled.ShouldNotContain("marks");
        (await Texts(superuser, PolicySql)).ShouldBe(["daemon ALL {engagement_daemon}", "reader SELECT {engagement_search}"]);
    }

    private static async Task<List<string>> Texts(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var texts = new List<string>();
        while (await reader.ReadAsync(Ct))
            texts.Add(reader.GetString(0));
        return texts;
    }
}

/// <summary>A row that is looked for by numbers.</summary>
[ReadModel("tally_marks", Searched = ["marks"], Readers = ["engagement_search"])]
public sealed record TallyMarks(Guid Id, int[] Marks)
{
    public static TallyMarks Create(Event<TallyOpened> e) => new(e.StreamId, []);

    public TallyMarks Apply(TallyRaised e) => this with { Marks = [.. Marks, e.By] };
}
