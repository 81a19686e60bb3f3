using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.Host.Http;

/// <summary>Reads from a request who commands and under which conditions.</summary>
internal sealed class RequestContext(IMasterKeyProvider masterKeys)
{
    private const int LongestKey = 255;

    private readonly byte[] _hashKey = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, masterKeys.Key(masterKeys.CurrentId).ToArray(), 32, info: "request-hashes"u8.ToArray());

    /// <summary>The context of the signed-in user's request.</summary>
    public CommandContext Of(HttpContext context) => Of(context, context.Tenant(), context.Principal(), context.Scope());

    /// <summary>The context of a request that brings no credential, such as a registration.</summary>
    public CommandContext Of(HttpContext context, string tenant, string principal, RecordScope scope) => new(
        tenant, principal, scope, Problem.TraceOf(context), CausationId: null, ExpectedVersion(context.Request), Idempotency(context));

    /// <summary>The client's <c>Idempotency-Key</c>; only POST has one, the other methods are idempotent anyway.</summary>
    public IdempotencyKey? Idempotency(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.Headers.TryGetValue("Idempotency-Key", out var sent))
            return null;
        if (sent is not [{ Length: > 0 and <= LongestKey } key])
        {
            throw new RefusedRequestException(
                new(400, "invalid-idempotency-key", $"Idempotency-Key must have 1 to {LongestKey} characters."));
        }

        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? request.Path;
        return new($"{request.Method} {route}", key, HashOf(context));
    }

    /// <summary>Keyed, because a plain hash of a body would let a reader of the database guess names and passwords.</summary>
    private byte[] HashOf(HttpContext context)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _hashKey);
        hash.AppendData(Encoding.UTF8.GetBytes($"{context.Request.Path}{context.Request.QueryString}\n"));
        hash.AppendData((context.Features.Get<ReceivedBody>() ?? ReceivedBody.None).Bytes.Span);
        return hash.GetHashAndReset();
    }

    private static long? ExpectedVersion(HttpRequest request)
    {
        if (request.Headers.IfMatch is not [var sent, ..] || sent == "*")
            return null;
        if (request.Headers.IfMatch.Count > 1 || sent is not ['"', .. var tag, '"'] || tag.Contains('"', StringComparison.Ordinal))
        {
            throw new RefusedRequestException(
                new(400, "invalid-if-match", "If-Match must be one ETag as it was answered, such as \"3\"."));
        }

        return long.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : NoVersion;
    }

    /// <summary>An ETag that was never ours matches no version.</summary>
    private const long NoVersion = -1;
}

/// <summary>The bytes of a request's body as the edge received and checked them.</summary>
internal sealed record ReceivedBody(ReadOnlyMemory<byte> Bytes)
{
    public static ReceivedBody None { get; } = new(ReadOnlyMemory<byte>.Empty);
}
