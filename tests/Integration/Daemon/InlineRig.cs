using Npgsql;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Integration.Daemon;

/// <summary>What the specs of inline read models do with a node.</summary>
internal static class InlineRig
{
    public static readonly Guid Rep = Guid.CreateVersion7();

    /// <summary>The door without its lock and its questions: what the rules are worth shows when they are gone.</summary>
    public const string OpenDoor = """
        create or replace function engagement.enter_inline(p_table text, p_version int, p_shape text, p_epoch bigint) returns void
        language sql as 'select null::void'
        """;

    /// <summary>Appends that do not look at the version they are told to expect.</summary>
    public const string NoVersions = """
        do $$
        declare
          f regprocedure;
        begin
          for f in select p.oid from pg_proc p where p.pronamespace = 'engagement'::regnamespace and p.prosrc like '%s.version operator(pg_catalog.=) p_expected%' loop
            execute replace(pg_get_functiondef(f), 's.version operator(pg_catalog.=) p_expected', 'true');
          end loop;
        end $$
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A node whose rows are written by sessions alone: no shard runs.</summary>
    public static async Task<Node> WithoutShards(TestDatabase database, params Type[] models)
    {
        var node = await Node.Start(database, models, configure: options => options.RunShards = false);
        await node.Admin.EnsureTables(Ct);
        return node;
    }

    /// <summary>A node that does everything.</summary>
    public static async Task<Node> WithShards(TestDatabase database, params Type[] models)
    {
        var node = await Node.Start(database, models);
        await node.Admin.EnsureTables(Ct);
        return node;
    }

    public static async Task<Guid> Start(this Node node, string tenant, string name = "Nick", params int[] raises)
    {
        var id = Guid.CreateVersion7();
        var session = node.Store.Open(tenant, new("test"));
        session.Start<TallyCard>(id, [new TallyOpened(new(name), Rep), .. raises.Select(by => new TallyRaised(Rep, by))]);
        await session.Save(Ct);
        return id;
    }

    /// <summary>Fetches, appends at the version fetched, and again when somebody was first.</summary>
    public static async Task Append(this Node node, Guid id, params object[] facts)
    {
        while (true)
        {
            var session = node.Store.Open(Node.Tenant, new("test"));
            session.Append(id, facts, (await session.Fetch<TallyCard>(id, Ct)).Version);
            try
            {
                await session.Save(Ct);
                return;
            }
            catch (StreamConflictException)
            {
                // Somebody was first.
            }
        }
    }

    public static Task<TallyNow?> Now(this Node node, Guid id, string? tenant = null) =>
        node.Store.Query(tenant ?? Node.Tenant).Load<TallyNow>(Ct, id);

    /// <summary>What the row must be: a fold of the stream, independent of every table.</summary>
    public static async Task<TallyNow?> Folded(this Node node, Guid id) =>
        Fold.Into<TallyNow>(await node.Store.Open(Node.Tenant, new("test")).Read(id, Ct));

    /// <summary>A row and the fold of its stream say the same; arrays are compared too.</summary>
    public static async Task ShouldAgree(this Node node, Guid id)
    {
        var (row, fold) = (await node.Now(id), await node.Folded(id));
        (row?.Owner, row?.Total).ShouldBe((fold?.Owner, fold?.Total));
        (row?.Steps ?? []).ShouldBe(fold?.Steps ?? []);
    }

    public static async Task<T> Scalar<T>(this TestDatabase database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.Superuser);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    public static async Task Execute(this TestDatabase database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.Superuser);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
