using SalesEngagement.Application.Imports;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Imports;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Contacts;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Imports;

/// <summary>Takes files in: for an import, or to look at.</summary>
internal static class ImportIntake
{
    private const int PreviewRows = 10;

    public static async Task<IResult> Start(
        [AsParameters] ImportQuery query, ImportUploads uploads, IEventStore store, IQuerySession session, ImportSignal signal,
        TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var check = new Validation();
        var wishes = ImportWishes.Read(query, http.UserId(), check);
        await OwnerExists(wishes.OwnerId, check, store, http, ct);
        if (check.Refusal is { } early)
            return early;

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var upload = await uploads.Receive(http, id, wishes.IsDryRun, ct);
        var isKept = false;
        try
        {
            var (sample, targets, refusal) = await Understand(upload, query, wishes, ct);
            if (refusal is not null)
                return refusal;
            var settings = new ImportSettings(
                sample!.Dialect, [.. targets.Select(target => $"{target}")], wishes.Updates, wishes.Country, wishes.OwnerId, wishes.Tags,
                wishes.Source, http.Scope().Owners);
            // What an Idempotency-Key is compared by stands in for the body, which is not in memory.
            http.Features.Set(new ReceivedBody(upload.Digest));
            var command = new StartImport(http.UserId(), wishes.IsDryRun, upload.Bytes);
            var starting = await http.RequestServices.GetRequiredService<Commands>().Start<ContactImport>(
                id, now => StartImportHandler.Handle(command, now), ct, (saving, _) => ImportUploads.Start(saving, id, settings, wishes.IsDryRun));
            isKept = starting.Outcome == CommandOutcome.Done && starting.StreamId == id;
            signal.Raise();
            return await Task.FromResult(starting).ToAccepted(
                ImportRoutes.Collection, (of, import, version) => ImportRoutes.View(session, of, import, version, ct));
        }
        finally
        {
            if (!isKept)
                await uploads.Drop(http.Tenant(), id);
        }
    }

    public static async Task<IResult> Preview(
        [AsParameters] ImportQuery query, ImportUploads uploads, ContactAddresses addresses, IQuerySession session, HttpContext http,
        CancellationToken ct)
    {
        var check = new Validation();
        var wishes = ImportWishes.Read(query, http.UserId(), check);
        if (check.Refusal is { } early)
            return early;
        var (sample, targets, refusal) = await Understand(await uploads.Peek(http, ct), query, wishes, ct);
        if (refusal is not null && sample is null)
            return refusal;

        // A mapping that does not do yet is what a preview is for: its rows say what is missing.
        var reader = new RowReader(
            new(sample!.Dialect, [.. targets.Select(target => $"{target}")], wishes.Updates, wishes.Country, wishes.OwnerId, wishes.Tags, wishes.Source, Reach: null),
            await addresses.Hasher(http.Tenant(), ct), await ImportFields.Of(session, ct));
        return Results.Ok(new PreviewView(
            DialectView.Of(sample.Dialect),
            [.. targets.Select((target, i) => new ColumnView(i + 1, i < sample.Header?.Count ? sample.Header[i] : null, $"{target}"))],
            [.. sample.Rows.Take(PreviewRows).Select(row => PreviewRow.Of(reader.Read(row)))]));
    }

    private static async Task<(FileSample? Sample, IReadOnlyList<ColumnTarget> Targets, Problem? Refusal)> Understand(
        Upload upload, ImportQuery query, ImportWishes wishes, CancellationToken ct)
    {
        var verdict = upload.Probe.Conclude(wishes.Encoding);
        if (verdict.Encoding is not { } encoding)
            return (null, [], Unreadable(verdict));
        try
        {
            var sample = await FileSample.Of(upload.Head, upload.IsWhole, encoding, wishes.Delimiter, wishes.HasHeader, ct);
            var check = new Validation();
            if (!check.Require(sample.Columns > 0, "/file", "has no rows"))
                return (null, [], check.Refusal);
            return (sample, ImportMapping.Resolve(upload.Mapping ?? query.Mapping, sample, check), check.Refusal);
        }
        catch (CsvFaultException fault)
        {
            return (null, [], new(422, fault.Code, StopView.Told(fault.Code), Places($"/rows/{fault.Row}{(fault.Column is null ? "" : $"/{fault.Column}")}", "cannot be read")));
        }
    }

    private static Problem Unreadable(TextVerdict verdict) => verdict.Fault switch
    {
        "empty-file" => new(422, "empty-file", "The file is empty."),
        CsvFaultException.WrongEncoding => new(
            422, CsvFaultException.WrongEncoding, "The file is not UTF-8. Leave the encoding out to have it found out.",
            Places($"/rows/{verdict.Line}", "is not in the encoding that was stated")),
        _ => new(422, "not-text", "The file is no text. Save a spreadsheet as CSV first."),
    };

    private static Dictionary<string, string[]> Places(string pointer, string message) => new() { [pointer] = [message] };

    private static async Task OwnerExists(Guid ownerId, Validation check, IEventStore store, HttpContext http, CancellationToken ct)
    {
        if (ownerId != http.UserId())
            check.Require((await store.Read<User>(http, ownerId, ct)).State is { Status: UserStatus.Active }, "/ownerId", "is not an active user");
    }
}
