using Npgsql;

namespace SalesEngagement.Integration.Daemon;

/// <summary>PostgreSQL keeps samples of a column's values for its planner, which no erasure reaches.</summary>
public sealed class PlannerStatisticsSpecs
{
    private const string SampledSql = "select attname::text from pg_stats where schemaname = 'read' and tablename = 'tally_card' order by 1";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task None_are_kept_of_personal_columns_and_some_are_of_others(bool isRebuilt)
    {
        await using var database = await Node.Database();
        await using var node = await Node.Start(database, [typeof(TallyCard)]);
        for (var i = 0; i < 10; i++)
            await node.Open(Node.Tenant, Guid.CreateVersion7(), 1);
        await node.CaughtUp();
        if (isRebuilt)
            await node.Admin.Rebuild("TallyCard", tenantId: null, progress: null, Ct);
        await using var superuser = NpgsqlDataSource.Create(database.Superuser);
        await using (var analyze = superuser.CreateCommand("analyze read.tally_card"))
            await analyze.ExecuteNonQueryAsync(Ct);

        var sampled = new List<string>();
        await using var ask = superuser.CreateCommand(SampledSql);
        await using var reader = await ask.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct))
            sampled.Add(reader.GetString(0));
        sampled.ShouldContain("id");
        sampled.ShouldContain("total");
        sampled.ShouldNotContain("owner");
    }
}
