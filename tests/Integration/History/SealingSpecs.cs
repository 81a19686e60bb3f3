using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.History;
using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.History;

/// <summary>What is appended is sealed, in one chain for each tenant, whoever seals.</summary>
public sealed class SealingSpecs
{
    private static CancellationToken Ct => SealedNode.Ct;

    [Fact]
    public async Task what_was_appended_is_sealed_and_verifies_and_the_anchor_confirms_every_round()
    {
        await using var database = await Node.Database();
        await using var sealing = await SealedNode.Start(database);
        await sealing.SealSome();

        var report = await sealing.Verify();

        report.IsClean.ShouldBeTrue(string.Join(", ", report.Faults));
        report.Anchored.ShouldBe(report.Rounds);
        report.Tenants.ShouldContain(tenant => tenant.TenantId == Node.Tenant && tenant.Events == 12 && tenant.Blocks >= 3);
        report.Tenants.ShouldContain(tenant => tenant.TenantId == Node.OtherTenant && tenant.Events == 6);
    }

    [Fact]
    public async Task what_was_there_before_sealing_began_is_sealed_too_and_so_is_what_this_program_does_not_know()
    {
        await using var database = await Node.Database();
        await using (var before = await Node.Start(database, readModels: []))
            await before.Open(Node.Tenant, Guid.CreateVersion7(), 1, 2);
        await using var sealing = await SealedNode.Start(database);
        await sealing.Tamper($$"""
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, headers)
            select nextval('mt_events_sequence'), gen_random_uuid(), stream_id, 4, '{"a": 1.50}', 'of_another_program', now(), tenant_id, '{"x":"y"}'
            from mt_events where version = 1;
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            select nextval('mt_events_sequence'), gen_random_uuid(), stream_id, 5, '{}', 'tombstone', '-infinity', tenant_id
            from mt_events where version = 1
            """);
        await sealing.SealSome(1);

        (await sealing.Verify()).IsClean.ShouldBeTrue();
        (await sealing.Verify(Node.Tenant)).Tenants.Single().Events.ShouldBe(3 + 1 + 4);
    }

    [Fact]
    public async Task two_sealers_at_once_never_fork_a_chain()
    {
        await using var database = await Node.Database();
        await using var sealing = await SealedNode.Start(database);
        await using var other = await sealing.Another(runs: false);
        await using var lawless = new LawlessOwner(other, "HistorySeal:All");

        await Eventually.True(async () =>
        {
            await sealing.Node.Open(Node.Tenant, Guid.CreateVersion7(), 1);
            return lawless.Met >= 3;
        });
        await sealing.Node.CaughtUp();

        (await sealing.Verify()).IsClean.ShouldBeTrue();
    }

    [Fact]
    public async Task without_the_compare_and_set_and_the_unique_numbers_two_sealers_do_fork_it()
    {
        await using var database = await Node.Database();
        await using var sealing = await SealedNode.Start(database);
        await sealing.Tamper("""
            alter table engagement.history_rounds drop constraint history_rounds_pkey, drop constraint history_rounds_once;
            alter table engagement.history_blocks drop constraint history_blocks_pkey, drop constraint history_blocks_once;
            create or replace function engagement.move_checkpoint(shard text, known bigint, reached bigint) returns void
            language sql as 'update engagement.checkpoints c set position = reached where c.shard = move_checkpoint.shard'
            """);
        await using var other = await sealing.Another(runs: false);
        await using var lawless = new LawlessOwner(other, "HistorySeal:All");

        await Eventually.True(async () =>
        {
            await sealing.Node.Open(Node.Tenant, Guid.CreateVersion7(), 1);
            return !(await sealing.Verify()).IsClean;
        });
    }

    [Fact]
    public async Task a_kill_between_database_and_anchor_is_made_good_at_the_next_start_and_is_no_tampering()
    {
        await using var database = await Node.Database();
        await using var sealing = await SealedNode.Start(database);
        await sealing.SealSome();
        await sealing.Node.Stop();
        var lines = await File.ReadAllLinesAsync(sealing.AnchorPath, Ct);
        await File.WriteAllTextAsync(sealing.AnchorPath, string.Concat(lines[..^2].Select(line => line + "\n")) + lines[^2][..20], Ct);
        (await sealing.Verify()).IsClean.ShouldBeTrue();

        await using var next = await sealing.Another();
        await next.Open(Node.Tenant, Guid.CreateVersion7(), 1);
        await next.CaughtUp();

        var report = await sealing.Verify();
        report.IsClean.ShouldBeTrue();
        report.Anchored.ShouldBe(report.Rounds);
    }

    [Fact]
    public async Task a_vanished_anchor_is_no_confirmation()
    {
        await using var database = await Node.Database();
        await using var sealing = await SealedNode.Start(database);
        await sealing.SealSome();
        File.Delete(sealing.AnchorPath);

        (await sealing.Verify()).Fault!.Kind.ShouldBe(HistoryFaultKind.NotAnchored);
    }

    [Fact]
    public async Task a_sealer_does_not_go_on_from_another_history_than_the_anchors()
    {
        await using var database = await Node.Database();
        await using var sealing = await SealedNode.Start(database);
        await sealing.SealSome();
        await sealing.Node.Stop();
        await sealing.Tamper("delete from engagement.history_rounds where number = (select max(number) from engagement.history_rounds)");

        await using var next = await sealing.Another(runs: false);
        var shard = next.Get<ShardSet>().All.Single(shard => shard.Kind == ShardKind.Seal);
        await Should.ThrowAsync<HistoryForkedException>(shard.Follow(Ct));
    }

    [Fact]
    public async Task a_key_may_change_and_old_blocks_still_verify()
    {
        await using var database = await Node.Database();
        await using var sealing = await SealedNode.Start(database);
        await sealing.SealSome();
        await sealing.Node.Stop();
        using var old = SealKeys.FromText(sealing.KeyText, "the test");
        var rotated = old.PublicText + SealKeys.NewKey();

        await using var next = await sealing.Another(rotated);
        await next.Open(Node.Tenant, Guid.CreateVersion7(), 1);
        await next.CaughtUp();

        (await next.Get<HistoryVerifier>().Verify(null, sealing.Anchor, Ct)).IsClean.ShouldBeTrue();
        (await sealing.Verify()).Faults.First().Kind.ShouldBe(HistoryFaultKind.SignatureWrong); // who does not know the new key
    }

    [Theory]
    [InlineData("update engagement.history_blocks set number = number")]
    [InlineData("delete from engagement.history_blocks")]
    [InlineData("update engagement.history_rounds set number = number")]
    [InlineData("delete from engagement.history_rounds")]
    public async Task no_role_of_the_host_may_change_what_is_sealed(string sql)
    {
        await using var database = await Node.Database();
        foreach (var connection in new[] { database.Main, database.Daemon })
        {
            await using var source = NpgsqlDataSource.Create(connection);
            await using var command = source.CreateCommand(sql);
            (await Should.ThrowAsync<PostgresException>(command.ExecuteNonQueryAsync(Ct))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }
}
