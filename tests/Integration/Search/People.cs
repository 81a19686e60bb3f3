using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Integration.Contacts;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Search;

/// <summary>Contacts to look for, and how tests look.</summary>
internal static class People
{
    /// <summary>A contact with what a test says of it.</summary>
    public static async Task<Reply> Add(
        this TestUser user, string first, string last, string? phone = null, string? email = null, string[]? tags = null,
        string? timeZone = null, string? title = null, Guid? ownerId = null) =>
        (await user.Send(Post, "/contacts", new
        {
            firstName = first,
            lastName = last,
            title,
            phones = phone is null ? [] : new[] { new { number = phone } },
            emails = email is null ? [] : new[] { new { address = email } },
            tags = tags ?? [],
            timeZone,
            ownerId,
        })).Expect(201);

    /// <summary>Looks, once the position is seen.</summary>
    public static Task<Reply> Search(this TestUser user, string q, string? position = null, string more = "") =>
        user.Send(Get, $"/contacts/search?q={Uri.EscapeDataString(q)}&minPosition={Uri.EscapeDataString(position ?? "")}&{more}");

    /// <summary>Suggestions, once the position is seen.</summary>
    public static Task<Reply> Suggest(this TestUser user, string q, string? position = null) =>
        user.Send(Get, $"/contacts/suggestions?q={Uri.EscapeDataString(q)}&minPosition={Uri.EscapeDataString(position ?? "")}");

    /// <summary>Who was found, in the order of the answer.</summary>
    public static string[] Names(this Reply found) =>
    [
        .. found.Expect(200).Items.Select(item => item.GetProperty("contact"))
            .Select(contact => $"{contact.GetProperty("firstName").GetString()} {contact.GetProperty("lastName").GetString()}"),
    ];

    /// <summary>A call that is over, with a note: appended, for no carrier is there to end one.</summary>
    public static async Task Note(IServiceProvider services, TestUser rep, Guid contactId, string note)
    {
        var now = TimeProvider.System.GetUtcNow();
        var store = services.GetRequiredService<IEventStore>();
        var session = store.Open(rep.TenantId.ToString(), new("test"));
        session.Start<Call>(
            Guid.CreateVersion7(),
            [
                new CallRequested(contactId, rep.UserId, new("+14155550100"), "", CallDirection.Outbound, now),
                new CallDispositioned(contactId, rep.UserId, Disposition.Interested, new FreeText(note), FollowUpAt: null, now),
            ]);
        var saved = await session.Save(TestContext.Current.CancellationToken);
        await store.WaitFor<Projections.Search.NoteSearch>(saved.Position, TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
