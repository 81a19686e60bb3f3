using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SalesEngagement.Domain.Access;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Subscriptions;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Posts alerts to where the operator wants them, at least once each: tried again while nobody takes them, then parked as
/// a dead letter. The event's id tells repetitions apart.
/// </summary>
internal sealed class AlertWebhook(IHttpClientFactory clients, IOptions<SecurityOptions> options) : ISubscription
{
    /// <summary>Name of its HTTP client.</summary>
    public const string ClientName = "security-alerts";

    public string Name => nameof(AlertWebhook);

    public IReadOnlyCollection<Type> EventTypes { get; } = [typeof(SecurityAlertRaised)];

    public async Task Handle(Event @event, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(options.Value.AlertWebhookUrl))
            return;

        var alert = (SecurityAlertRaised)@event.Body;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new AlertBody(@event.Id, @event.TenantId, alert.Kind, alert.Count, alert.Minutes, alert.RaisedAt), JsonFormat.Options);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.AlertWebhookUrl)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
        };
        if (options.Value.AlertWebhookSecret is { Length: > 0 } secret)
            request.Headers.Add("X-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}");
        using var client = clients.CreateClient(ClientName);
        using var response = await client.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>What is posted. No personal data.</summary>
    private sealed record AlertBody(Guid Id, string TenantId, ViolationKind Kind, int Count, int Minutes, DateTimeOffset RaisedAt);
}
