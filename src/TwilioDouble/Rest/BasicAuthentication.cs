using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace SalesEngagement.TwilioDouble.Rest;

/// <summary>Account sid and token, which must be those of the account in the path.</summary>
internal sealed class BasicAuthentication(TwilioDoubleOptions options) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var account = http.Request.RouteValues["accountSid"] as string ?? "";
        if (IsAuthentic(http.Request.Headers.Authorization, account))
            return await next(context);

        http.Response.Headers.WWWAuthenticate = "Basic realm=\"Twilio API\"";
        return TwilioError.Authenticate.ToResult();
    }

    private bool IsAuthentic(string? header, string account)
    {
        if (options.TokenOf(account) is not { } token
            || !AuthenticationHeaderValue.TryParse(header, out var parsed)
            || parsed is not { Scheme: "Basic", Parameter: { } given })
        {
            return false;
        }

        var expected = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account}:{token}"));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), Encoding.ASCII.GetBytes(expected));
    }
}
