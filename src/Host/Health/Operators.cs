using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SalesEngagement.Host.Configuration;

namespace SalesEngagement.Host.Health;

/// <summary>The operator token, with which machines see how the installation is doing without being a user of any tenant.</summary>
internal static class Operators
{
    private const string Scheme = "Bearer ";

    /// <summary>Whether the request brings it. None is configured: no request does.</summary>
    public static bool HasToken(HttpContext http)
    {
        var expected = http.RequestServices.GetRequiredService<IOptions<OperationsOptions>>().Value.Token;
        var given = http.Request.Headers.Authorization.ToString();
        return !string.IsNullOrEmpty(expected)
            && given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(Encoding.UTF8.GetBytes(given[Scheme.Length..])), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
    }
}
