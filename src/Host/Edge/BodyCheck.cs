using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Edge;

/// <summary>Receives the whole body, within the limit, and refuses what no route should have to think about.</summary>
internal sealed class BodyCheck(RequestDelegate next, IOptions<EdgeOptions> options)
{
    private const string Form = "application/x-www-form-urlencoded";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false
            || context.Request.ContentLength == 0
            || context.Request.Path.StartsWithSegments("/hubs")
            || context.GetEndpoint()?.Metadata.GetMetadata<StreamedBody>() is not null)
        {
            await next(context);
            return;
        }

        var received = await Receive(context.Request, options.Value.MaxBodyBytes, context.RequestAborted);
        var refusal = received is null
            ? StatusProblems.Of(StatusCodes.Status413PayloadTooLarge)
            : Fault(context, received);
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        context.Features.Set(new ReceivedBody(received!));
        context.Request.Body = new MemoryStream(received!, writable: false);
        await next(context);
    }

    private static Problem? Fault(HttpContext context, ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
            return null;
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var media))
            return StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType);

        var accepted = context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? [];
        return media switch
        {
            _ when IsJson(media) && IsUtf8(media) => WellFormed.FaultOfJson(body),
            _ when IsJson(media) => StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType),
            _ when media.MediaType.Equals(Form, StringComparison.OrdinalIgnoreCase) && accepted.Contains(Form) =>
                WellFormed.FaultOfForm(body),
            _ when accepted.Contains(media.MediaType.Value, StringComparer.OrdinalIgnoreCase) => null,
            _ => StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType),
        };
    }

    private static bool IsJson(MediaTypeHeaderValue media) =>
        media.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || media.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(MediaTypeHeaderValue media) =>
        !media.Charset.HasValue || media.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    /// <summary>The body, or null when it is longer than <paramref name="limit"/> bytes.</summary>
    private static async Task<byte[]?> Receive(HttpRequest request, int limit, CancellationToken ct)
    {
        if (request.ContentLength > limit)
            return null;

        using var received = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[16 * 1024];
        try
        {
            for (int read; (read = await request.Body.ReadAsync(chunk, ct)) > 0;)
            {
                if (received.Length + read > limit)
                    return null;
                received.Write(chunk, 0, read);
            }
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            // Such as a chunk that says to be longer than numbers go: the sender's fault, though the server does not say so.
            throw new BadHttpRequestException("The body is broken.", broken);
        }

        return received.ToArray();
    }
}

/// <summary>Marks routes that read their body as it comes, however long, and refuse by themselves what is wrong with it.</summary>
/// <param name="MediaTypes">What they take. Not told to routing, which would answer 415 to who may not even ask.</param>
internal sealed record StreamedBody(IReadOnlyList<string> MediaTypes);
