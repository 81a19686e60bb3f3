using System.Security.Claims;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Teams;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Live;

/// <summary>Who may watch which channel of their tenant, and whose records they receive there.</summary>
internal sealed class ChannelAccess(IEventStore store, Reach reach)
{
    private static readonly Admission Forbidden = Admission.Refused("forbidden: your role does not allow this channel.");
    private static readonly Admission NotFound =
        Admission.Refused("not-found: there is no such contact, user or team, or it is not yours to see.");

    /// <summary>Whose records the caller receives on the channel, or why none.</summary>
    public async Task<Admission> Admit(Channel channel, ClaimsPrincipal caller, string tenantId, CancellationToken ct)
    {
        if (!channel.Permission.IsOf(caller.Roles()))
            return Forbidden;
        if (!channel.IsAboutRecords)
            return channel.UserId is { } self && self != caller.UserId() ? Forbidden : Admission.To(RecordScope.All);

        var scope = await reach.Of(caller, tenantId, channel.Permission, ct);
        var session = store.Open(tenantId, new(caller.UserId().ToString()));
        return channel switch
        {
            { ContactId: { } contact } => Of(await session.Fetch<Contact>(contact, ct), scope),
            { TeamId: { } team } => Of(await session.Fetch<Team>(team, ct), scope),
            { UserId: { } user } => scope.Covers(user) ? Of(await session.Fetch<User>(user, ct), scope) : NotFound,
            _ => Admission.To(scope),
        };
    }

    private static Admission Of<T>(StreamState<T> stream, RecordScope scope)
        where T : class =>
        stream.State is { } state && scope.Covers(state) ? Admission.To(scope) : NotFound;
}

/// <summary>Whether somebody may watch a channel.</summary>
/// <param name="Scope">Whose records they receive; null when they may not.</param>
/// <param name="Refusal">Why not; null when they may.</param>
internal sealed record Admission(RecordScope? Scope, string? Refusal)
{
    public static Admission To(RecordScope scope) => new(scope, Refusal: null);

    public static Admission Refused(string because) => new(Scope: null, because);
}
