using System.Reflection;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.EventStore.Sessions;

/// <inheritdoc cref="IEventStore"/>
internal sealed class PostgresEventStore(
    Databases databases, EventCodec codec, StreamLog streams, Snapshots snapshots, SubjectStreams subjectStreams, TenantFences fences,
    AppendNotifier notifier, InlineModels inline, IEnumerable<IInlinePart> parts, TimeProvider clock)
    : IEventStore
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(15);
    private static readonly string HasPassedSql = EmbeddedSql.Beside<PostgresEventStore>("HasPassed.sql");
    private readonly IInlinePart[] _parts = [.. parts];

    public IEventSession Open(string tenantId, EventMetadata metadata) =>
        new EventSession(databases, codec, streams, snapshots, subjectStreams, fences, notifier, clock, Named(tenantId), metadata,
            inline.Open(tenantId, metadata), _parts);

    public IQuerySession Query(string tenantId) => new QuerySession(databases, Named(tenantId));

    public async Task<bool> WaitFor<T>(long position, TimeSpan timeout, CancellationToken ct)
        where T : class
    {
        var shard = ShardName.Of(typeof(T));
        if (typeof(T).GetCustomAttribute<ReadModelAttribute>()!.Inline)
            return true;
        var deadline = clock.GetUtcNow() + timeout;
        while (position > 0 && !await HasPassed(shard, position, ct))
        {
            if (clock.GetUtcNow() >= deadline)
                return false;
            await Task.Delay(LookAgain, clock, ct);
        }

        return true;
    }

    private async Task<bool> HasPassed(string shard, long position, CancellationToken ct)
    {
        await using var command = databases.App.CreateCommand(HasPassedSql);
        command.Parameters.Add(Sql.Text(shard));
        command.Parameters.Add(Sql.Number(position));
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static string Named(string tenantId) => string.IsNullOrEmpty(tenantId)
        ? throw new ArgumentException("A unit of work needs a tenant.", nameof(tenantId))
        : tenantId;
}
