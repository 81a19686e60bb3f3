using Npgsql;
using SalesEngagement.EventStore.Schema;

namespace SalesEngagement.Integration.EventStore;

public sealed class MigratorSpecs : IAsyncLifetime
{
    private static readonly MigrationSource[] Sources = [MigrationSource.Store];
    private TestDatabase _database = null!;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateEmpty();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task of_two_runs_at_once_one_works_and_the_other_finds_nothing_to_do()
    {
        var told = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Migrator.Apply(_database.Owner, Sources, told.Add, Ct)));
        told.Count.ShouldBe(told.Distinct().Count());
        told.ShouldContain("EventStore/0001_roles.sql");

        await Migrator.Apply(_database.Owner, Sources, step => throw new InvalidOperationException(step), Ct);
        await Migrator.Assert(_database.Owner, Sources, Ct);
    }

    [Fact]
    public async Task what_is_missing_is_named()
    {
        var refused = await Should.ThrowAsync<SchemaException>(() => Migrator.Assert(_database.Owner, Sources, Ct));
        refused.Problems.ShouldContain("EventStore/0006_streams.sql is not applied: run db apply.");
    }

    [Fact]
    public async Task a_step_that_changed_after_it_was_applied_is_refused_and_nothing_is_done()
    {
        await Migrator.Apply(_database.Owner, Sources, progress: null, Ct);
        await using var owner = NpgsqlDataSource.Create(_database.Owner);
        await using var change = owner.CreateCommand(
            "update engagement.migrations set checksum = 'other' where id like '%0004_tenant.sql'; delete from engagement.migrations where id like '%0001_roles.sql'");
        await change.ExecuteNonQueryAsync(Ct);

        var told = new List<string>();
        var apply = await Should.ThrowAsync<SchemaException>(() => Migrator.Apply(_database.Owner, Sources, told.Add, Ct));
        apply.Message.ShouldContain("EventStore/0004_tenant.sql has changed since it was applied");
        told.ShouldBeEmpty();
        (await Should.ThrowAsync<SchemaException>(() => Migrator.Assert(_database.Owner, Sources, Ct))).Problems.Count.ShouldBe(2);
    }

    [Fact]
    public async Task a_protected_database_passes_the_guard_for_the_app_alone()
    {
        await Migrator.Apply(_database.Owner, Sources, progress: null, Ct);
        await Guard(_database.Main);
        (await Should.ThrowAsync<SchemaException>(() => Guard(_database.Superuser))).Message.ShouldContain("is a superuser");
        (await Should.ThrowAsync<SchemaException>(() => Guard(_database.Owner))).Message.ShouldContain("Role engagement_owner owns public.mt_events");
    }

    [Theory]
    [InlineData("create table engagement.bare (tenant_id varchar)", "Table engagement.bare has tenant_id but row-level security is off")]
    [InlineData("alter table mt_events no force row level security", "Table public.mt_events has tenant_id but row-level security is not forced")]
    [InlineData("drop policy tenant on mt_events", "no policy holds engagement_app to its tenant")]
    [InlineData("create policy open on mt_events for select using (true)", "policy open lets engagement_app reach more than its tenant's rows")]
    public async Task a_table_that_lost_its_protection_is_refused(string damage, string problem)
    {
        await Migrator.Apply(_database.Owner, Sources, progress: null, Ct);
        await using var owner = NpgsqlDataSource.Create(_database.Owner);
        await using var command = owner.CreateCommand(damage);
        await command.ExecuteNonQueryAsync(Ct);
        (await Should.ThrowAsync<SchemaException>(() => Guard(_database.Main))).Message.ShouldContain(problem);
    }

    private static async Task Guard(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await SchemaGuard.Check(source, Ct);
    }
}
