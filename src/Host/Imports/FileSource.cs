using System.IO.Compression;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using SalesEngagement.Host.Edge;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Imports;

/// <summary>Finds the file in a request that streams it: the body itself, or a part of a form; packed with gzip or not.</summary>
internal static class FileSource
{
    private const int LongestMapping = 32 * 1024;

    /// <summary>The media types that a file comes as.</summary>
    public static readonly string[] MediaTypes = ["text/csv", "text/tab-separated-values", "text/plain", "application/gzip", "multipart/form-data"];

    private static readonly string[] Encodings = ["", "identity", "gzip"];

    /// <summary>Hands the unpacked file to <paramref name="take"/>; gives the mapping that stood beside it in the form.</summary>
    /// <exception cref="RefusedRequestException">There is no file, or it cannot be unpacked.</exception>
    public static async Task<string?> Read(HttpRequest request, Func<Stream, Task> take, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var media)
            || !MediaTypes.Contains(media.MediaType.Value, StringComparer.OrdinalIgnoreCase)
            || !Encodings.Contains(request.Headers.ContentEncoding.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            throw new RefusedRequestException(
                new(415, "unsupported-media-type", "Send the file as text/csv, or in the part file of multipart/form-data; gzip is taken."));
        }

        try
        {
            if (!media.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            {
                await Unpack(request.Body, take, ct);
                return null;
            }

            return await ReadForm(request.Body, media, take, ct);
        }
        catch (InvalidDataException)
        {
            throw new RefusedRequestException(new(422, "unreadable-file", "The file cannot be unpacked, or the form is broken."));
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The body is broken.", broken);
        }
    }

    private static async Task<string?> ReadForm(Stream body, MediaTypeHeaderValue media, Func<Stream, Task> take, CancellationToken ct)
    {
        var boundary = HeaderUtilities.RemoveQuotes(media.Boundary);
        if (StringSegment.IsNullOrEmpty(boundary) || boundary.Length > 100)
            throw new RefusedRequestException(StatusProblems.Malformed("The form has no boundary."));
        var form = new MultipartReader(boundary.ToString(), body);
        var (mapping, hasFile) = ((string?)null, false);
        while (await form.ReadNextSectionAsync(ct) is { } section)
        {
            switch (NameOf(section))
            {
                case "mapping" when mapping is null:
                    mapping = await Text(section.Body, ct);
                    break;
                case "file" when !hasFile:
                    hasFile = true;
                    await Unpack(section.Body, take, ct);
                    break;
                default:
                    throw new RefusedRequestException(StatusProblems.Malformed("The form has the parts file and mapping, each once, and no others."));
            }
        }

        return hasFile ? mapping : throw new RefusedRequestException(StatusProblems.Malformed("The form has no part file."));
    }

    private static string? NameOf(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var said) ? HeaderUtilities.RemoveQuotes(said.Name).ToString() : null;

    private static async Task Unpack(Stream packed, Func<Stream, Task> take, CancellationToken ct)
    {
        var head = new byte[2];
        var read = await packed.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        var whole = new PrefixedStream(head.AsMemory(0, read), packed);
        if (head is not [0x1F, 0x8B])
        {
            await take(whole);
            return;
        }

        await using var unpacked = new GZipStream(whole, CompressionMode.Decompress, leaveOpen: true);
        await take(unpacked);
    }

    private static async Task<string> Text(Stream body, CancellationToken ct)
    {
        var buffer = new byte[LongestMapping + 1];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return read <= LongestMapping && System.Text.Unicode.Utf8.IsValid(buffer.AsSpan(0, read))
            ? System.Text.Encoding.UTF8.GetString(buffer, 0, read)
            : throw new RefusedRequestException(StatusProblems.Malformed("The mapping is too long, or not UTF-8."));
    }
}
