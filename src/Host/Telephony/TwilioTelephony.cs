using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;
using SalesEngagement.Application.Calls;
using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Host.Telephony;

/// <summary>Twilio's REST API as the carrier.</summary>
internal sealed class TwilioTelephony(
    IHttpClientFactory clients,
    TelephonyAccounts accounts,
    PublicAddress address,
    TwilioPipelines pipelines,
    IOptions<TelephonyOptions> options) : ITelephony
{
    public const string ClientName = "twilio";

    private static readonly Placing Unclear = new Placing.Unclear();

    public async Task<Placing> PlaceCall(CallToPlace call, CancellationToken ct)
    {
        var account = await accounts.Of(call.TenantId, ct);
        if (account is not { AccountSid: { } sid, AuthToken: not null } || CallerIdOf(call, account) is not { Length: > 0 } from)
            return new Placing.Refused(Code: null, CallFailureKind.Configuration);

        var form = Form(call, account, from);
        try
        {
            using var response = await pipelines.Create.ExecuteAsync(
                async token => await Send(account, HttpMethod.Post, $"Accounts/{sid}/Calls.json", form, token), ct);
            return await Read(response, ct);
        }
        catch (Exception e) when (TwilioPipelines.IsTransport(e, ct))
        {
            return Unclear;
        }
    }

    public async Task<IReadOnlyList<CarrierCall>> FindCalls(CallToPlace call, DateTimeOffset since, CancellationToken ct)
    {
        var account = await accounts.Of(call.TenantId, ct);
        if (account is not { AccountSid: { } sid, AuthToken: not null } || CallerIdOf(call, account) is not { Length: > 0 } from)
            return [];

        var query = new QueryBuilder(
        [
            KeyValuePair.Create("To", call.To.Value),
            KeyValuePair.Create("From", from),
            KeyValuePair.Create("StartTime>", since.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        ]);
        var list = await Get<TwilioJson.CallList>(account, $"Accounts/{sid}/Calls.json{query}", ct);
        return [.. (list?.Calls ?? []).Select(found => found.ToCarrierCall()).OfType<CarrierCall>().OrderBy(found => found.StartedAt)];
    }

    public async Task<CarrierCall?> FetchCall(string tenantId, string callSid, CancellationToken ct) =>
        await accounts.Of(tenantId, ct) is { AccountSid: { } sid, AuthToken: not null } account
            ? (await Get<TwilioJson.Call>(account, $"Accounts/{sid}/Calls/{callSid}.json", ct))?.ToCarrierCall()
            : null;

    private static string? CallerIdOf(CallToPlace call, TelephonyAccount account) =>
        call.CallerId.Length > 0 ? call.CallerId : account.CallerId;

    private List<KeyValuePair<string, string>> Form(CallToPlace call, TelephonyAccount account, string from)
    {
        List<KeyValuePair<string, string>> form =
        [
            new("To", call.To.Value),
            new("From", from),
            new("Url", address.WebhookOf(account.TenantKey, "voice/answer", call.CallId)),
            new("StatusCallback", address.WebhookOf(account.TenantKey, "voice/status", call.CallId)),
            .. ((string[])["initiated", "ringing", "answered", "completed"]).Select(e => KeyValuePair.Create("StatusCallbackEvent", e)),
            new("Timeout", options.Value.RingSeconds.ToString(CultureInfo.InvariantCulture)),
        ];
        if (options.Value.RecordCalls)
        {
            form.AddRange(
            [
                new("Record", "true"),
                new("RecordingChannels", "dual"),
                new("RecordingStatusCallback", address.WebhookOf(account.TenantKey, "recordings", call.CallId)),
                new("RecordingStatusCallbackEvent", "completed"),
                new("RecordingStatusCallbackEvent", "absent"),
            ]);
        }

        return form;
    }

    private static async Task<Placing> Read(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.IsSuccessStatusCode)
        {
            var made = await response.Content.ReadFromJsonAsync<TwilioJson.Call>(TwilioJson.Options, ct);
            return made is { Sid.Length: > 0 } ? new Placing.Placed(made.Sid) : Unclear;
        }

        if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError)
            return Unclear;

        var error = response.Content.Headers.ContentType?.MediaType == "application/json"
            ? await response.Content.ReadFromJsonAsync<TwilioJson.Error>(TwilioJson.Options, ct)
            : null;
        return new Placing.Refused(error?.Code, TwilioWords.KindOf(error?.Code));
    }

    private async Task<T?> Get<T>(TelephonyAccount account, string path, CancellationToken ct)
        where T : class
    {
        using var response = await pipelines.Read.ExecuteAsync(
            async token => await Send(account, HttpMethod.Get, path, form: null, token), ct);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<T>(TwilioJson.Options, ct);
    }

    private async Task<HttpResponseMessage> Send(
        TelephonyAccount account, HttpMethod method, string path, IEnumerable<KeyValuePair<string, string>>? form, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, $"2010-04-01/{path}")
        {
            Content = form is null ? null : new FormUrlEncodedContent(form),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.AccountSid}:{account.AuthToken}")));
        return await clients.CreateClient(ClientName).SendAsync(request, ct);
    }
}
