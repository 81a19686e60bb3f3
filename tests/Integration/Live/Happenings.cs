using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Integration.Live;

/// <summary>What can happen in a tenant while somebody watches.</summary>
internal static class Happenings
{
    private static readonly DateTimeOffset Then = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static async Task<Guid> AddContact(this TestUser user)
    {
        using var answer = await user.Client.PostAsJsonAsync("/api/v1/contacts", new
        {
            firstName = "Grace", lastName = "Watched", emails = new[] { new { address = "grace@example.com", label = "work" } },
            phones = Array.Empty<object>(), tags = Array.Empty<string>(), fields = new { },
        }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        var contact = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return contact.GetProperty("id").GetGuid();
    }

    /// <summary>A call that the carrier has accepted already, so that nobody here dials it.</summary>
    public static async Task<Guid> PlaceCall(this TestHost host, TestUser user)
    {
        var callId = Guid.CreateVersion7();
        var session = host.Open(user);
        session.Start<Call>(callId,
        [
            new CallRequested(
                Guid.CreateVersion7(), user.UserId, new PhoneNumber("+14155552671"), "+14155550199",
                CallDirection.Outbound, Then),
            new CallDialing(1, Then),
            new CallPlaced($"CA{callId:n}", Then),
        ]);
        await session.Save(TestContext.Current.CancellationToken);
        return callId;
    }

    /// <summary>What the carrier reports, one append each; the sequence number tells the true order.</summary>
    public static async Task Report(
        this TestHost host, TestUser user, Guid callId, params (CallStatus Status, int Sequence)[] reports)
    {
        foreach (var (status, sequence) in reports)
        {
            var session = host.Open(user);
            session.Append(callId, [new CallStatusReported(
                $"CA{callId:n}", status, sequence, Then.AddSeconds(sequence), status.IsTerminal() ? 42 : null, AnsweredBy: null)]);
            await session.Save(TestContext.Current.CancellationToken);
        }
    }

    private static IEventSession Open(this TestHost host, TestUser user) =>
        host.Services.GetRequiredService<IEventStore>().Open(user.TenantId.ToString(), new EventMetadata("test"));
}
