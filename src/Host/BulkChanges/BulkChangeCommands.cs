using SalesEngagement.Application.BulkChanges;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>The commands on bulk changes with the row that each keeps in step, for requests and for the work behind them.</summary>
internal sealed class BulkChangeCommands(IEventStore store, Answers answers, TimeProvider clock)
{
    private const string Principal = "bulk-change";
    private static readonly string ConfirmSql = EmbeddedSql.Beside<BulkChangeCommands>("Confirm.sql");
    private static readonly string SetStatusSql = EmbeddedSql.Beside<BulkChangeCommands>("SetStatus.sql");

    /// <summary>Begins what a preview showed; once, however often it is confirmed.</summary>
    public Task<CommandResult<BulkChange>> Confirm(Commands commands, BulkChangeRow row, string correlation, CancellationToken ct) =>
        commands.Start<BulkChange>(
            row.Id,
            now => StartBulkChangeHandler.Handle(new(row.OwnerId, row.Plan.Kind, row.Plan.Subject, row.Contacts ?? 0), now), ct,
            (session, _) => session.Write(
                ConfirmSql, Sql.Text(session.TenantId), Sql.Id(row.Id), Sql.Instant(clock.GetUtcNow()), Sql.Text(correlation)));

    /// <summary>Breaks a bulk change off.</summary>
    public Task<CommandResult<BulkChange>> Cancel(Commands commands, Guid id, CancellationToken ct) => commands.On<BulkChange>(
        id, (change, now) => CancelBulkChangeHandler.Handle(new(), change, now), ct,
        (session, _) => Set(session, id, BulkChangeStatus.Cancelled, clock.GetUtcNow(), undoBy: null));

    /// <summary>Begins to take back what a bulk change did.</summary>
    public static Task<CommandResult<BulkChange>> Undo(Commands commands, Guid id, UndoBulkChange command, CancellationToken ct) =>
        commands.On<BulkChange>(
            id, (change, now) => UndoBulkChangeHandler.Handle(command, change, now), ct,
            (session, _) => Set(session, id, BulkChangeStatus.Undoing, endedAt: null, command.ById));

    /// <summary>Ends a bulk change that cannot go on.</summary>
    public Task<CommandResult<BulkChange>> Stop(string tenantId, Guid id, string reason, CancellationToken ct)
    {
        var commands = new Commands(store, answers, clock, new CommandContext(tenantId, Principal, RecordScope.All));
        return commands.On<BulkChange>(
            id, (change, now) => StopBulkChangeHandler.Handle(new(reason), change, now), ct,
            (session, _) => Set(session, id, BulkChangeStatus.Failed, clock.GetUtcNow(), undoBy: null));
    }

    private static void Set(IEventSession session, Guid id, BulkChangeStatus status, DateTimeOffset? endedAt, Guid? undoBy) => session.Write(
        SetStatusSql, Sql.Text(session.TenantId), Sql.Id(id), Sql.Text(BulkChangeRow.Name(status)), Sql.Instant(endedAt), Sql.Id(undoBy));
}
