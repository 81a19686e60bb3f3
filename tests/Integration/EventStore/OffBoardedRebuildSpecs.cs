using Npgsql;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.EventStore;

/// <summary>The history of a tenant that has left stays; nothing makes rows of it any more.</summary>
public sealed class OffBoardedRebuildSpecs : IAsyncLifetime
{
    private const string ForgetThatItLeft = "delete from engagement.off_boardings";

    private const string LateEvent = """
        create temporary table late as select * from public.mt_events where type = 'tally_raised' order by seq_id limit 1;
        update late set seq_id = nextval('public.mt_events_sequence'), id = gen_random_uuid(), version = version + 1;
        insert into public.mt_events select * from late
        """;

    private static readonly string[] Tables = ["tally_card", "tally_per_rep", "tally_line", "open_tally"];
    private static readonly string[] Models = ["TallyCard", "TallyPerRep", "TallyLine", "OpenTally"];
    private static readonly Guid Rep = Guid.CreateVersion7();
    private TestDatabase _database = null!;
    private Node _node = null!;
    private Guid _left;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        _node = await Node.Start(_database);
        _left = await _node.Open(Node.Tenant, Rep, 1);
        await _node.Open(Node.OtherTenant, Rep, 1);
        await _node.CaughtUp();
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task a_rebuild_does_not_bring_its_rows_back()
    {
        await Leave();
        foreach (var model in Models)
            await _node.Admin.Rebuild(model, tenantId: null, progress: null, Ct);
        (await Rows(Node.Tenant)).ShouldBe(0);
        (await Rows(Node.OtherTenant)).ShouldBe(2 + 1 + 1 + 1);
        (await _node.Admin.Diff("TallyLine", progress: null, Ct)).IsNone.ShouldBeTrue();
    }

    [Fact]
    public async Task without_the_record_that_it_left_a_rebuild_brings_them_back()
    {
        await Leave();
        await _node.Stop();
        await Execute(ForgetThatItLeft);
        foreach (var model in Models)
            await _node.Admin.Rebuild(model, tenantId: null, progress: null, Ct);
        (await Rows(Node.Tenant)).ShouldBe(2 + 1 + 1 + 1);
    }

    [Fact]
    public async Task a_rebuild_that_had_read_its_events_before_it_left_does_not_bring_its_rows_either()
    {
        await BreakOff("TallyPerRep");
        (await Rows(Node.Tenant, "tally_per_rep__next")).ShouldBe(1);
        await Leave();
        await _node.Admin.Rebuild("TallyPerRep", tenantId: null, progress: null, Ct);
        (await Rows(Node.Tenant)).ShouldBe(0);
        (await Rows(Node.OtherTenant, "tally_per_rep")).ShouldBe(1);
    }

    [Fact]
    public async Task its_own_rebuild_and_that_of_one_of_its_streams_are_refused()
    {
        await Leave();
        var refused = await Should.ThrowAsync<TenantOffBoardedException>(
            () => _node.Admin.Rebuild("TallyCard", Node.Tenant, progress: null, Ct));
        refused.Message.ShouldContain("off-boarded");
        await Should.ThrowAsync<TenantOffBoardedException>(() => _node.Admin.RebuildStream("TallyCard", Node.Tenant, _left, Ct));
        await _node.Admin.Rebuild("TallyCard", Node.OtherTenant, progress: null, Ct);
    }

    [Fact]
    public async Task an_event_of_it_that_comes_late_makes_no_row_where_another_tenant_s_does()
    {
        await Leave();
        await Execute(LateEvent);
        await _node.Open(Node.OtherTenant, Rep, 1);
        await _node.CaughtUp();
        (await Rows(Node.Tenant)).ShouldBe(0);
        (await Rows(Node.OtherTenant, "tally_line")).ShouldBe(4);
    }

    [Fact]
    public async Task its_parked_streams_go_with_it()
    {
        await _node.Raise(Node.Tenant, _left, Rep, 666);
        await _node.Raise(Node.OtherTenant, await _node.Open(Node.OtherTenant, Rep), Rep, 666);
        await Eventually.True(async () => (await _node.Admin.DeadLetters(Ct)).Count == 2);
        await Leave();
        (await _node.Admin.DeadLetters(Ct)).ShouldHaveSingleItem().TenantId.ShouldBe(Node.OtherTenant);
    }

    private async Task Leave()
    {
        await _node.Get<IPrivacy>().OffBoard(Node.Tenant, Ct);
        await Eventually.True(async () => (await _node.Get<IPrivacy>().OffBoardingOf(Node.Tenant, Ct))!.PurgedAt is not null);
        (await Rows(Node.Tenant)).ShouldBe(0);
    }

    private async Task BreakOff(string model)
    {
        using var kill = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            _node.Admin.Rebuild(model, tenantId: null, new Killer(kill), kill.Token, new(Restart: true)));
    }

    private async Task<long> Rows(string tenantId)
    {
        var rows = 0L;
        foreach (var table in Tables)
            rows += await Rows(tenantId, table);
        return rows;
    }

    private async Task<long> Rows(string tenantId, string table)
    {
        await using var daemon = NpgsqlDataSource.Create(_database.Daemon);
        await using var command = daemon.CreateCommand($"select count(*) from read.{table} where tenant_id = '{tenantId}'");
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    private async Task Execute(string sql)
    {
        await using var superuser = NpgsqlDataSource.Create(_database.Superuser);
        await using var command = superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>Ends a rebuild once everything is written and before it switches.</summary>
    private sealed class Killer(CancellationTokenSource kill) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value)
        {
            if (value.Done == value.Total)
                kill.Cancel();
        }
    }
}
