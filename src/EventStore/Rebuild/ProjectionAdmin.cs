using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>What operators do with read models and subscriptions, from a node or from the command line.</summary>
public sealed class ProjectionAdmin
{
    private readonly ReadModelSet _models;
    private readonly ReadModelTables _tables;
    private readonly ReadModelRebuild _rebuild;
    private readonly StreamRebuild _streams;
    private readonly SwitchBack _back;
    private readonly ReadModelDiff _diff;
    private readonly ShardStatusReader _statuses;
    private readonly DeadLetterDesk _letters;
    private readonly TenantFences _fences;

    internal ProjectionAdmin(
        ReadModelSet models, ReadModelTables tables, ReadModelRebuild rebuild, StreamRebuild streams, SwitchBack back,
        ReadModelDiff diff, ShardStatusReader statuses, DeadLetterDesk letters, TenantFences fences)
    {
        (_models, _tables, _rebuild, _streams) = (models, tables, rebuild, streams);
        (_back, _diff, _statuses, _letters, _fences) = (back, diff, statuses, letters, fences);
    }

    /// <summary>Makes the tables of read models that are missing; part of <c>db apply</c>.</summary>
    public Task EnsureTables(CancellationToken ct) => _tables.Ensure(ct);

    /// <summary>The read models of this program: what can be rebuilt.</summary>
    public IReadOnlyList<ReadModelInfo> List() =>
        [.. _models.All.Select(model => new ReadModelInfo(
            model.Name, model.Version, model.Shard, $"read.{model.Table.Name}",
            [.. model.Facts.Select(fact => fact.Name).Order(StringComparer.Ordinal)], model.IsInline))];

    /// <summary>How every shard is doing: lag, state, owner, dead letters, rebuilds.</summary>
    public Task<IReadOnlyList<ShardStatus>> Status(CancellationToken ct) => _statuses.Read(ct);

    /// <summary>
    /// Makes a read model anew beside the live one, which serves until the switch. Effects of subscriptions never happen
    /// again by it. Can be broken off at any time: the live table is as it was.
    /// </summary>
    /// <param name="name">The read model or its shard; letter case does not matter.</param>
    /// <param name="tenantId">Only this tenant's rows; null for all.</param>
    /// <param name="progress">Told after every part.</param>
    /// <param name="ct">Breaks it off. A rebuild for all tenants goes on there when it is begun again.</param>
    /// <param name="how">From the start or continued, and how fast; null for continued, as fast as the machine can.</param>
    /// <exception cref="ArgumentException">There is no read model of this name.</exception>
    /// <exception cref="RebuildBusyException">It is being rebuilt already.</exception>
    /// <exception cref="TenantOffBoardedException">The tenant has left: it has no rows any more.</exception>
    public async Task Rebuild(
        string name, string? tenantId, IProgress<RebuildProgress>? progress, CancellationToken ct, RebuildOptions? how = null)
    {
        var model = _models.Named(name);
        await RefuseLeft(tenantId, ct);
        await _tables.Ensure(ct);
        await (tenantId is null
            ? _rebuild.Run(model, how ?? new(), progress, ct)
            : _rebuild.RunTenant(model, tenantId, how ?? new(), progress, ct));
    }

    /// <summary>
    /// Makes the table live again that was live before the last rebuild, at once; its shard then catches up from where it
    /// was left. The table that was live is kept in its place, so that this undoes itself.
    /// </summary>
    /// <param name="name">The read model or its shard; letter case does not matter.</param>
    /// <param name="ct">Breaks it off.</param>
    /// <exception cref="ArgumentException">There is no read model of this name.</exception>
    /// <exception cref="NoPreviousTableException">None is kept, or it is of another version than this program's.</exception>
    public Task SwitchBack(string name, CancellationToken ct) => _back.Run(_models.Named(name), ct);

    /// <summary>
    /// Builds what a rebuild would make, compares it with the live table, and throws it away. Holds one snapshot of the
    /// database meanwhile, so that nothing can be vacuumed.
    /// </summary>
    /// <param name="name">The read model or its shard; letter case does not matter.</param>
    /// <param name="progress">Told after every part.</param>
    /// <param name="ct">Breaks it off.</param>
    /// <exception cref="ArgumentException">There is no read model of this name.</exception>
    /// <exception cref="ReadModelTableException">The live table was never made, or has another key.</exception>
    public Task<ProjectionDiff> Diff(string name, IProgress<RebuildProgress>? progress, CancellationToken ct) =>
        _diff.Run(_models.Named(name), progress, ct);

    /// <summary>
    /// Makes the rows of one stream anew, such as after an event was read wrongly. The live shard waits meanwhile. A read
    /// model whose rows are made of many streams has all rows of the tenant rebuilt.
    /// </summary>
    /// <param name="name">The read model or its shard; letter case does not matter.</param>
    /// <param name="tenantId">The stream's tenant.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="ct">Breaks it off.</param>
    /// <exception cref="ArgumentException">There is no read model of this name.</exception>
    /// <exception cref="ReadModelTableException">The table is of another version: rebuild it for all tenants first.</exception>
    /// <exception cref="TenantOffBoardedException">The tenant has left: it has no rows any more.</exception>
    public async Task RebuildStream(string name, string tenantId, Guid streamId, CancellationToken ct)
    {
        var model = _models.Named(name);
        await RefuseLeft(tenantId, ct);
        await _tables.Ensure(ct);
        await _streams.Run(model, tenantId, [streamId], ct);
    }

    /// <summary>The newest 1,000 dead letters.</summary>
    public Task<IReadOnlyList<DeadLetter>> DeadLetters(CancellationToken ct) => _letters.List(ct);

    /// <summary>
    /// Asks for parked streams to be processed again by the nodes that own their shards. Those that still fail stay
    /// parked, and say so.
    /// </summary>
    /// <returns>How many streams were asked for.</returns>
    public Task<int> Replay(string? shard, string? tenantId, Guid? streamId, CancellationToken ct) =>
        _letters.Replay(shard, tenantId, streamId, ct);

    private async Task RefuseLeft(string? tenantId, CancellationToken ct)
    {
        if (tenantId is null)
            return;
        await _fences.Load(ct);
        _fences.Refuse(tenantId);
    }
}

/// <summary>A read model of this program.</summary>
/// <param name="Name">What commands call it.</param>
/// <param name="Version">Raised when its fold changes its meaning.</param>
/// <param name="Shard">Name of its checkpoint.</param>
/// <param name="Table">Where analysts find it.</param>
/// <param name="Events">The facts it folds.</param>
/// <param name="IsInline">Whether sessions write its rows with the events; it has no checkpoint then.</param>
public sealed record ReadModelInfo(
    string Name, int Version, string Shard, string Table, IReadOnlyList<string> Events, bool IsInline);
