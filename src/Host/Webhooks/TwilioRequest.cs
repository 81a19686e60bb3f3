using Microsoft.AspNetCore.Http.Extensions;
using SalesEngagement.Domain.Access;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Telephony;

namespace SalesEngagement.Host.Webhooks;

/// <summary>A webhook that Twilio signed for this tenant.</summary>
internal sealed record TwilioRequest(TelephonyAccount Account, IReadOnlyDictionary<string, string> Form)
{
    /// <summary>A field, or null when it is not there or empty.</summary>
    public string? this[string field] => Form.GetValueOrDefault(field) is { Length: > 0 } value ? value : null;
}

/// <summary>Lets a request through only with Twilio's signature for the account of the tenant in its address.</summary>
internal sealed partial class SignedByTwilio(
    TelephonyAccounts accounts, PublicAddress address, AuditLog audit, ILogger<SignedByTwilio> log) : IEndpointFilter
{
    private const int LongestKey = 64;

    private static readonly Problem Refused = new(
        StatusCodes.Status403Forbidden, "invalid-signature", "The request is not signed by the carrier for this address.");

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await Verify(http) is not { } request)
            return Refused;

        http.Features.Set(request);
        return await next(context);
    }

    private async Task<TwilioRequest?> Verify(HttpContext http)
    {
        var key = http.Request.RouteValues["tenantKey"] as string ?? "";
        if (key.Length > LongestKey || await accounts.ByKey(key, http.RequestAborted) is not { AuthToken: { } token } account)
            return await Refuse(http, tenant: null, "unknown-address");

        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        var fields = form.SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value ?? "")).ToList();
        var url = new Uri(address.BaseUrl + http.Request.GetEncodedPathAndQuery());
        string[] tokens = account.PreviousAuthToken is { } previous ? [token, previous] : [token];
        if (!TwilioSignature.IsBy(http.Request.Headers["X-Twilio-Signature"], url, fields, tokens))
            return await Refuse(http, account.TenantId, "signature");
        if (!http.Request.HasFormContentType && !TwilioSignature.IsPromised(url, BodyOf(http)))
            return await Refuse(http, account.TenantId, "body");
        if (form["AccountSid"] != account.AccountSid)
            return await Refuse(http, account.TenantId, "account");

        return new TwilioRequest(account, fields.ToLookup(field => field.Key).ToDictionary(same => same.Key, same => same.Last().Value));
    }

    private static ReadOnlySpan<byte> BodyOf(HttpContext http) => (http.Features.Get<ReceivedBody>() ?? ReceivedBody.None).Bytes.Span;

    private async Task<TwilioRequest?> Refuse(HttpContext http, string? tenant, string fault)
    {
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        LogRefused(route, tenant, fault);
        await audit.Detect(
            http, tenant ?? AuditLog.Installation, userId: null, ViolationKind.ForgedWebhook, $"POST {route}", targetId: null,
            fault, http.RequestAborted);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook to {Route} of tenant {Tenant} was refused: wrong {Fault}.")]
    private partial void LogRefused(string? route, string? tenant, string fault);
}
