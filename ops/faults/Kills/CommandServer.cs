using System.Globalization;
using Npgsql;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Faults.Children;
using SalesEngagement.Faults.Order;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Kills;

/// <summary>
/// A node in a process of its own that takes commands as lines, <c>manner key stream</c>, and answers <c>key</c> when they
/// are done. Manner <c>keyed</c> is the product's: the key is recorded in the transaction that appends. The others are
/// wrong on purpose.
/// </summary>
internal static class CommandServer
{
    /// <summary>Name of the role.</summary>
    public const string Role = "server";

    /// <summary>Where keys are recorded.</summary>
    public const string Table = """
        create table public.proof_keys (tenant_id varchar not null, key uuid not null, primary key (tenant_id, key));
        select engagement.protect('public.proof_keys')
        """;

    private const string KeySql = "insert into public.proof_keys (tenant_id, key) values ($1, $2)";

    // A wrong server's moment between the two things that belong together.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(30);

    public static async Task Play(ProofDatabase database)
    {
        await using var node = await ProofNode.Start(
            database, CancellationToken.None, store => store.ReadModels = [typeof(LedgerBalance)], _ => { });
        await Console.Out.WriteLineAsync(ChildRole.Ready);
        while (await Console.In.ReadLineAsync() is { } line)
            _ = Serve(node.Store, line.Split(' '));
    }

    private static async Task Serve(IEventStore store, string[] command)
    {
        try
        {
            var (manner, key) = (command[0], command[1]);
            if (manner == Manner.Early)
            {
                await Console.Out.WriteLineAsync(key);
                await Task.Delay(Moment);
            }

            await Post(store, manner, Guid.Parse(key, CultureInfo.InvariantCulture), Guid.Parse(command[2], CultureInfo.InvariantCulture));
            if (manner == Manner.Keyless)
                await Task.Delay(Moment);
            if (manner != Manner.Early)
                await Console.Out.WriteLineAsync(key);
        }
        catch (NpgsqlException)
        {
            await Console.Out.WriteLineAsync(Manner.Failed + command[1]);
        }
    }

    private static async Task Post(IEventStore store, string manner, Guid key, Guid stream)
    {
        var session = store.Open(SqlAppend.Tenant, new("proof"));
        session.Append(stream, [new LedgerPosted(1, key.ToString())]);
        if (manner == Manner.Keyed)
            session.Write(KeySql, new() { Value = SqlAppend.Tenant }, new() { Value = key });
        try
        {
            await session.Save(CancellationToken.None);
        }
        catch (PostgresException again) when (again.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The key is recorded: it was done before, by a process that could not say so any more.
        }
    }
}
