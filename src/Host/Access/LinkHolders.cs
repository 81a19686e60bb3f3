using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Tenants;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>Finds out for whom a link is, as they stand now.</summary>
internal sealed class LinkHolders(AccountLinks links, IEventStore store)
{
    /// <summary>Whose the link of this token is; null when there is none, or it can open nothing any more whatever its row says.</summary>
    public async Task<LinkHolder?> Of(string token, string purpose, CancellationToken ct) =>
        await links.Opened(token, purpose, ct) is { } link ? await Of(link, ct) : null;

    /// <summary>Whose the link is; null when they are erased.</summary>
    public async Task<LinkHolder?> Of(AccountLink link, CancellationToken ct)
    {
        var session = store.Open(link.TenantId, new(link.UserId.ToString()));
        var user = await session.Fetch<User>(link.UserId, ct);
        var tenant = await session.Fetch<Tenant>(Guid.Parse(link.TenantId), ct);
        return user.State is { } state && state.Email != EmailAddress.Erased
            ? new(link, state, tenant.State?.CompanyName ?? "")
            : null;
    }
}

/// <summary>A link and whom it is for.</summary>
internal sealed record LinkHolder(AccountLink Link, User User, string CompanyName)
{
    /// <summary>Whether the link may be used, and they stand as it asks for.</summary>
    public bool IsGood(DateTimeOffset now) => Link.IsGood(now) && User.Status == Wanted;

    private UserStatus Wanted => Link.Purpose == LinkPurpose.Invitation ? UserStatus.Invited : UserStatus.Active;

    /// <summary>Never whom.</summary>
    public override string ToString() => nameof(LinkHolder);
}
