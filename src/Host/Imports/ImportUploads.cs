using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Npgsql;
using SalesEngagement.Application.Imports;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Edge;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Imports;

/// <summary>Receives files piece by piece, encrypted into the database as they come; a quarter of a megabyte is in memory.</summary>
internal sealed class ImportUploads(IEventStore store, ImportFiles files, ImportCipher cipher, IOptions<ImportOptions> options, TimeProvider clock)
{
    private const string Refused = "RF001";
    private static readonly string BeginSql = EmbeddedSql.Beside<ImportUploads>("BeginUpload.sql");
    private static readonly string FinishSql = EmbeddedSql.Beside<ImportUploads>("FinishUpload.sql");
    private static readonly string DropSql = EmbeddedSql.Beside<ImportUploads>("DropUpload.sql");

    /// <summary>Lets a request bring as much as a file may have.</summary>
    public void Widen(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = options.Value.MaxFileBytes + (64 * 1024);
    }

    /// <summary>Receives the file of a request under the id of an import to be.</summary>
    /// <exception cref="RefusedRequestException">It is too large, not there, or one too many.</exception>
    public async Task<Upload> Receive(HttpContext http, Guid id, bool isDryRun, CancellationToken ct)
    {
        Widen(http);
        var key = ImportCipher.NewKey();
        await Begin(http, id, key, isDryRun, ct);
        try
        {
            using var receiving = new Receiving(http.Tenant(), id, key, files, options.Value.MaxFileBytes);
            var mapping = await FileSource.Read(http.Request, file => receiving.Take(file, ct), ct);
            return receiving.Finish(mapping);
        }
        catch
        {
            await Drop(http.Tenant(), id);
            throw;
        }
    }

    /// <summary>The beginning of the file of a request, which is not kept.</summary>
    public async Task<Upload> Peek(HttpContext http, CancellationToken ct)
    {
        Widen(http);
        var (head, read) = (new byte[FileSample.Bytes], 0);
        var mapping = await FileSource.Read(
            http.Request, async file => read = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct), ct);
        var isWhole = read < head.Length;
        // A cut character would not be UTF-8: what is looked at ends with a line.
        var end = isWhole ? read : head.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
        return new(head.AsMemory(0, end == 0 ? read : end), isWhole, Probe(head.AsSpan(0, end == 0 ? read : end)), read, mapping, []);
    }

    /// <summary>What a session does so that the import begins with the file that is there.</summary>
    public static void Start(IEventSession session, Guid id, ImportSettings settings, bool isDryRun) => session.Write(
        FinishSql, Sql.Text(session.TenantId), Sql.Id(id), Sql.Text(isDryRun ? "checking" : "importing"), Sql.Json(settings.ToJson()));

    /// <summary>Removes an upload that no import came of.</summary>
    public async Task Drop(string tenantId, Guid id)
    {
        var session = store.Open(tenantId, new("import"));
        session.Write(DropSql, Sql.Text(tenantId), Sql.Id(id));
        ImportFiles.Drop(session, id);
        await session.Save(CancellationToken.None);
    }

    private async Task Begin(HttpContext http, Guid id, byte[] key, bool isDryRun, CancellationToken ct)
    {
        try
        {
            var session = store.Open(http.Tenant(), new(http.Principal()));
            session.Write(
                BeginSql, Sql.Text(http.Tenant()), Sql.Id(id), Sql.Id(http.UserId()), Sql.Text(http.Principal()), Sql.Text(Problem.TraceOf(http)),
                Sql.Instant(clock.GetUtcNow()), Sql.Bytes(cipher.Wrap(key, id)), Sql.Int(isDryRun ? 0 : 1), Sql.Int(options.Value.MostPerTenant));
            await session.Save(ct);
        }
        catch (PostgresException e) when (e.SqlState == Refused)
        {
            throw new RefusedRequestException(new(
                409, "too-many-imports", "Too many files of your company are being worked on, or wait for a confirmation. Confirm or cancel some."));
        }
    }

    private static TextProbe Probe(ReadOnlySpan<byte> bytes)
    {
        var probe = new TextProbe();
        probe.Add(bytes);
        return probe;
    }

    private sealed class Receiving(string tenantId, Guid id, byte[] key, ImportFiles files, long most) : IDisposable
    {
        private readonly TextProbe _probe = new();
        private readonly MemoryStream _head = new();
        private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public async Task Take(Stream file, CancellationToken ct)
        {
            var buffer = new byte[ImportFiles.PartBytes];
            for (var part = 0; await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct) is > 0 and var read; part++)
            {
                if (_probe.Bytes + read > most)
                    throw new RefusedRequestException(StatusProblems.Of(StatusCodes.Status413PayloadTooLarge));
                var piece = buffer.AsMemory(0, read);
                _probe.Add(piece.Span);
                _digest.AppendData(piece.Span);
                _head.Write(piece.Span[..(int)Math.Min(read, FileSample.Bytes - _head.Length)]);
                await files.Add(tenantId, id, key, part, piece, ct);
            }
        }

        public Upload Finish(string? mapping) =>
            new(_head.ToArray(), _head.Length == _probe.Bytes, _probe, _probe.Bytes, mapping, _digest.GetHashAndReset());

        public void Dispose()
        {
            _digest.Dispose();
            _head.Dispose();
        }
    }
}

/// <summary>A file that was received.</summary>
/// <param name="Head">Its beginning.</param>
/// <param name="IsWhole">Whether that is all of it.</param>
/// <param name="Probe">Has seen all its bytes.</param>
/// <param name="Bytes">How many there are.</param>
/// <param name="Mapping">What stood beside it in a form; null: nothing.</param>
/// <param name="Digest">SHA-256 of it.</param>
internal sealed record Upload(ReadOnlyMemory<byte> Head, bool IsWhole, TextProbe Probe, long Bytes, string? Mapping, byte[] Digest);
