using SalesEngagement.Application.Imports;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Imports;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Imports;

/// <summary>The commands on imports with the row that each keeps in step, for requests and for the work behind them.</summary>
internal sealed class ImportCommands(IEventStore store, Answers answers, TimeProvider clock)
{
    private const string Principal = "import";
    private static readonly string SetStatusSql = EmbeddedSql.Beside<ImportCommands>("SetStatus.sql");
    private static readonly string BeginPassSql = EmbeddedSql.Beside<ImportCommands>("BeginPass.sql");

    /// <summary>Carries out what a dry run looked at.</summary>
    public static Task<CommandResult<ContactImport>> Confirm(Commands commands, Guid id, CancellationToken ct) => commands.On<ContactImport>(
        id, (import, now) => ConfirmImportHandler.Handle(new(), import, now), ct,
        (session, _) => session.Write(BeginPassSql, Sql.Text(session.TenantId), Sql.Id(id)));

    /// <summary>Breaks an import off.</summary>
    public Task<CommandResult<ContactImport>> Cancel(Commands commands, Guid id, CancellationToken ct) => commands.On<ContactImport>(
        id, (import, now) => CancelImportHandler.Handle(new(), import, now), ct,
        (session, _) => End(session, id, ImportStatus.Cancelled));

    /// <summary>Begins to take back what an import did.</summary>
    public static Task<CommandResult<ContactImport>> Undo(Commands commands, Guid id, bool areRowsKept, CancellationToken ct) => commands.On<ContactImport>(
        id, (import, now) => UndoImportHandler.Handle(new(areRowsKept), import, now), ct,
        (session, _) => session.Write(
            SetStatusSql, Sql.Text(session.TenantId), Sql.Id(id), Sql.Text(ImportRow.Name(ImportStatus.Undoing)), Sql.Instant(null)));

    /// <summary>Ends an import that cannot go on, file and all.</summary>
    public Task<CommandResult<ContactImport>> Stop(string tenantId, Guid id, StopImport command, CancellationToken ct)
    {
        var commands = new Commands(store, answers, clock, new CommandContext(tenantId, Principal, RecordScope.All));
        return commands.On<ContactImport>(
            id, (import, now) => StopImportHandler.Handle(command, import, now), ct,
            (session, _) => End(session, id, ImportStatus.Failed));
    }

    /// <summary>Writes an end into the row: no file is kept of what is over.</summary>
    public void End(IEventSession session, Guid id, ImportStatus status)
    {
        session.Write(SetStatusSql, Sql.Text(session.TenantId), Sql.Id(id), Sql.Text(ImportRow.Name(status)), Sql.Instant(clock.GetUtcNow()));
        ImportFiles.Drop(session, id);
    }
}
