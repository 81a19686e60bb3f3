using Npgsql;

namespace SalesEngagement.Integration.Embedded;

public sealed class TestDatabaseSpecs
{
    [Fact]
    public async Task each_test_gets_databases_of_its_own()
    {
        await using var one = await TestDatabase.Create();
        await using var other = await TestDatabase.Create();
        one.Main.ShouldNotBe(other.Main);
        await using var source = NpgsqlDataSource.Create(one.Main);
        await using var who = source.CreateCommand("select current_user || '/' || current_setting('TimeZone')");
        (await who.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe("engagement_app/UTC");
    }
}
