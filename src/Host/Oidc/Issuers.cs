using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace SalesEngagement.Host.Oidc;

/// <summary>
/// What issuers say of themselves, with their keys. Kept, and read anew after a time or when a token names a key that is not
/// known; never more often than is set, whoever asks, so that nobody makes us flood an issuer or wait for one that is away.
/// </summary>
internal sealed partial class Issuers(OidcHttp http, OidcAddresses addresses, IOptions<OidcOptions> options, TimeProvider clock, ILogger<Issuers> log)
{
    /// <summary>An issuer that is away is believed for as long as this many times its usual span.</summary>
    private const int Patience = 24;

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>What the issuer says.</summary>
    /// <exception cref="IssuerUnavailableException">It cannot be asked, and was not known lately.</exception>
    public async Task<OpenIdConnectConfiguration> Of(string issuer, CancellationToken ct)
    {
        var known = _known.GetOrAdd(issuer, _ => new());
        if (known.Said is { } said && IsWithin(known.ReadAt, 1))
            return said;
        await known.Gate.WaitAsync(ct);
        try
        {
            if (known.Said is null || !IsWithin(known.ReadAt, 1))
                await Read(issuer, known, known.FailedAt);
            return known.Said is { } usable && IsWithin(known.ReadAt, Patience)
                ? usable
                : throw new IssuerUnavailableException("is not to be had");
        }
        finally
        {
            known.Gate.Release();
        }
    }

    /// <summary>
    /// The same read anew, because a token names a key that is not in <paramref name="seen"/>; as it was when that was done a
    /// moment ago for another token, or does not work.
    /// </summary>
    public async Task<OpenIdConnectConfiguration> After(OpenIdConnectConfiguration seen, string issuer, CancellationToken ct)
    {
        var known = _known.GetOrAdd(issuer, _ => new());
        await known.Gate.WaitAsync(ct);
        try
        {
            // Somebody else may have read it while we waited.
            if (known.Said is null || known.Said == seen)
            {
                var askedAt = known.AskedAt;
                known.AskedAt = await Read(issuer, known, askedAt) ? clock.GetUtcNow() : askedAt;
            }

            return known.Said ?? seen;
        }
        finally
        {
            known.Gate.Release();
        }
    }

    /// <summary>Reads, unless that was done for the same reason at <paramref name="last"/> and that is not long ago.</summary>
    /// <returns>Whether it was tried.</returns>
    private async Task<bool> Read(string issuer, Known known, DateTimeOffset last)
    {
        var now = clock.GetUtcNow();
        if (last.AddSeconds(options.Value.RefreshSeconds) > now)
            return false;
        // Others wait for this too: it does not end with the request that began it. The client has its time limit.
        if (await Ask(issuer) is { } said)
            (known.Said, known.ReadAt) = (said, now);
        else
            known.FailedAt = now;
        return true;
    }

    private bool IsWithin(DateTimeOffset readAt, int times) =>
        readAt.AddMinutes(options.Value.CacheMinutes * times) > clock.GetUtcNow();

    private async Task<OpenIdConnectConfiguration?> Ask(string issuer)
    {
        try
        {
            var said = await OpenIdConnectConfigurationRetriever.GetAsync(
                $"{issuer.TrimEnd('/')}/.well-known/openid-configuration", http, CancellationToken.None);
            if (said.Issuer != issuer)
                throw new IssuerUnavailableException("calls itself by another name");
            if (said.SigningKeys.Count == 0)
                throw new IssuerUnavailableException("has no keys");
            if (!addresses.IsAllowed(said.AuthorizationEndpoint) || !addresses.IsAllowed(said.TokenEndpoint))
                throw new IssuerUnavailableException("names addresses that are not allowed");
            return said;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whatever it sends that cannot be read is no fault of ours. The library wraps what went wrong.
            NotRead(issuer, (failure.InnerException ?? failure).Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What {Issuer} says of itself could not be read: {Why}")]
    private partial void NotRead(string issuer, string why);

    private sealed class Known
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public OpenIdConnectConfiguration? Said { get; set; }

        public DateTimeOffset ReadAt { get; set; }

        /// <summary>When it could not be read.</summary>
        public DateTimeOffset FailedAt { get; set; }

        /// <summary>When it was read for a key that was not known.</summary>
        public DateTimeOffset AskedAt { get; set; }
    }
}
