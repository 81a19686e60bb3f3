using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using SalesEngagement.Application.Imports;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Contacts;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Imports;

/// <summary>
/// Goes through the rows of a file, from where it or another node was. First it reads all of it once, to know how many rows
/// there are and that none is broken; then it works batch by batch, each one transaction with the place where the next begins.
/// </summary>
internal sealed class ImportRun(
    IEventStore store, ImportFiles files, ImportCipher cipher, ImportBatches batches, ImportUndo undo, ImportCommands commands,
    JobTurns turns, ContactAddresses addresses, IOptions<ImportOptions> options)
{
    /// <summary>Rows that are only read between two signs of life.</summary>
    private const int RowsBetweenSigns = 50_000;

    private static readonly string SetTotalSql = EmbeddedSql.Beside<ImportRun>("SetTotal.sql");

    /// <summary>Works until there is nothing left to do.</summary>
    /// <exception cref="JobMovedException">Somebody else has it by now, or stopped it.</exception>
    public async Task Go(Job job, CancellationToken ct)
    {
        if (await ImportRow.Find(store.Query(job.TenantId), job.Id, ct) is not { } row)
            return;
        if (row.Status == "undoing")
        {
            await undo.Go(job, row, ct);
            return;
        }

        if (row.Status is not ("checking" or "importing"))
            return;
        try
        {
            await Pass(job, row, ct);
        }
        catch (CsvFaultException fault)
        {
            await commands.Stop(job.TenantId, job.Id, new(fault.Code, fault.Row, fault.Column), ct);
        }
        catch (CryptographicException)
        {
            await commands.Stop(job.TenantId, job.Id, new("file-gone"), ct);
        }
    }

    private async Task Pass(Job job, ImportRow row, CancellationToken ct)
    {
        if (row is not { FileKey: { } wrapped, Settings: { } settings })
        {
            await commands.Stop(job.TenantId, job.Id, new("file-gone"), ct);
            return;
        }

        var key = cipher.Unwrap(wrapped, job.Id);
        if (row.TotalRows is null)
            row = row with { TotalRows = await Count(job, settings, key, ct) };
        var state = new ImportPlace(row.LastRow, row.DoneRows, row.TotalRows.Value, row.Counts);
        var reader = new RowReader(
            settings, await addresses.Hasher(job.TenantId, ct), await ImportFields.Of(store.Query(job.TenantId), ct));
        var batch = new List<CsvRecord>(options.Value.BatchRows);
        await foreach (var record in Records(job, settings, key, ct))
        {
            if (record.Row <= state.LastRow)
            {
                if (record.Row % RowsBetweenSigns == 0)
                    await Note(job, total: null, ct);
                continue;
            }

            batch.Add(record);
            if (batch.Count < options.Value.BatchRows)
                continue;
            await turns.Take(async since => state = await batches.Save(job, row, state, [.. batch.Select(reader.Read)], isEnd: false, since, ct), options.Value.RestPercent, ct);
            batch.Clear();
        }

        await turns.Take(async since => state = await batches.Save(job, row, state, [.. batch.Select(reader.Read)], isEnd: true, since, ct), options.Value.RestPercent, ct);
    }

    private async Task<long> Count(Job job, ImportSettings settings, byte[] key, CancellationToken ct)
    {
        var total = 0L;
        await foreach (var record in Records(job, settings, key, ct))
        {
            if (++total > options.Value.MaxRows)
                throw new CsvFaultException(CsvFaultException.TooManyRows, record.Row, column: null);
            if (total % RowsBetweenSigns == 0)
                await Note(job, total: null, ct);
        }

        await Note(job, total, ct);
        return total;
    }

    /// <summary>Gives a sign of life, so that the lease goes on, and says how many rows there are once that is known.</summary>
    private async Task Note(Job job, long? total, CancellationToken ct)
    {
        var session = store.Open(job.TenantId, new("import"));
        session.Write(SetTotalSql, Sql.Text(job.TenantId), Sql.Id(job.Id), Sql.Id(job.Runner), Sql.Long(total), Sql.Int(options.Value.LeaseSeconds));
        await session.Save(ct);
    }

    private async IAsyncEnumerable<CsvRecord> Records(
        Job job, ImportSettings settings, byte[] key, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var file = files.Open(job.TenantId, job.Id, key);
        await foreach (var record in CsvRecords.Read(file, settings.Dialect, ct))
            yield return record;
    }
}

/// <summary>How far a pass is.</summary>
/// <param name="LastRow">The last record that was worked through.</param>
/// <param name="Done">How many were.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Counts">Their verdicts.</param>
internal sealed record ImportPlace(long LastRow, long Done, long Total, Domain.Imports.ImportCounts Counts);
