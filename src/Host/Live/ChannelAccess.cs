using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Live;

/// <summary>Who may watch which channel of their tenant.</summary>
internal sealed class ChannelAccess(IEventStore store)
{
    /// <summary>Why the viewer may not watch the channel; null when they may.</summary>
    public async Task<string?> RefusalOf(Channel channel, Viewer viewer, CancellationToken ct) => channel switch
    {
        { ContactId: { } contact } when !await Exists<Contact>(contact, viewer, ct) =>
            "not-found: there is no such contact, or it is not yours to see.",
        { UserId: { } user } when user != viewer.UserId && !viewer.Leads =>
            "forbidden: only managers and admins watch other users.",
        { UserId: { } user } when !await Exists<User>(user, viewer, ct) =>
            "not-found: there is no such user in your company.",
        _ => null,
    };

    private async Task<bool> Exists<T>(Guid id, Viewer viewer, CancellationToken ct)
        where T : class =>
        (await store.Open(viewer.TenantId, new(viewer.UserId.ToString())).Fetch<T>(id, ct)).State is not null;
}
