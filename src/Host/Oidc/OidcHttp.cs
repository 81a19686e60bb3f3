using System.Net.Http.Headers;
using System.Text;
using Microsoft.IdentityModel.Protocols;

namespace SalesEngagement.Host.Oidc;

/// <summary>Asks identity providers: within a time, up to a size, without following anywhere else.</summary>
internal sealed class OidcHttp(IHttpClientFactory clients, OidcAddresses addresses) : IDocumentRetriever
{
    /// <summary>Name of its HTTP client.</summary>
    public const string ClientName = "identity-providers";

    /// <summary>Larger answers are not read.</summary>
    public const int MostBytes = 512 * 1024;

    /// <summary>A document: discovery, keys.</summary>
    /// <exception cref="IssuerUnavailableException">It is not to be had.</exception>
    public Task<string> GetDocumentAsync(string address, CancellationToken cancel) => Send(HttpMethod.Get, address, content: null, by: null, cancel);

    /// <summary>What a provider answers to a request that is allowed; only 200 counts.</summary>
    /// <exception cref="IssuerUnavailableException">It does not answer.</exception>
    /// <exception cref="IssuerRefusedException">It answers that it will not.</exception>
    public async Task<string> Send(
        HttpMethod method, string? address, HttpContent? content, AuthenticationHeaderValue? by, CancellationToken ct)
    {
        if (!addresses.IsAllowed(address))
            throw new IssuerUnavailableException("names an address that is not allowed");
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.Authorization = by;
        using var client = clients.CreateClient(ClientName);
        try
        {
            using var answer = await client.SendAsync(request, ct);
            if ((int)answer.StatusCode is >= 400 and < 500)
                throw new IssuerRefusedException((int)answer.StatusCode);
            if ((int)answer.StatusCode != 200)
                throw new IssuerUnavailableException($"answers {(int)answer.StatusCode}");
            return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(ct));
        }
        catch (HttpRequestException failure)
        {
            throw new IssuerUnavailableException($"cannot be reached ({failure.HttpRequestError})");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new IssuerUnavailableException("takes too long");
        }
    }
}

/// <summary>An identity provider is away, or answers nothing that can be used. The message is for the operator.</summary>
internal sealed class IssuerUnavailableException(string what) : Exception($"The identity provider {what}.");

/// <summary>An identity provider refuses what was asked.</summary>
internal sealed class IssuerRefusedException(int status) : Exception($"The identity provider refuses ({status}).");
