using Microsoft.Net.Http.Headers;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>Where a request came from, as it is kept in the audit trail: encrypted, for whom it is about.</summary>
internal sealed record Visit(NetworkAddress? Address, FreeText? UserAgent, string RequestId)
{
    private const int LongestAgent = 300;

    /// <summary>Id of the API key that came; null for a person.</summary>
    public string? KeyId { get; private init; }

    public static Visit Of(HttpContext http)
    {
        var agent = http.Request.Headers[HeaderNames.UserAgent].ToString();
        return new(
            http.Connection.RemoteIpAddress is { } address ? new(address.ToString()) : null,
            agent.Length == 0 ? null : new(agent[..Math.Min(agent.Length, LongestAgent)]),
            Problem.TraceOf(http))
        {
            KeyId = http.User.FindFirst(Caller.KeyClaim)?.Value,
        };
    }
}
