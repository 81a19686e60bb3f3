using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using SalesEngagement.Domain.Access;
using SalesEngagement.Domain.IdentityProviders;
using SalesEngagement.Domain.Teams;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Events;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Live;

/// <summary>
/// The connections of this node. Events end those whose user may not see any more what they see: every node reads them
/// from its tail, a moment after they were written. Who may go on connects again and subscribes within the new reach.
/// </summary>
internal sealed class LiveConnections
{
    private readonly ConcurrentDictionary<(string TenantId, string ConnectionId), HubCallerContext> _open = new();

    public void Add(string tenantId, HubCallerContext connection) => _open[(tenantId, connection.ConnectionId)] = connection;

    public void Remove(string tenantId, HubCallerContext connection) =>
        _open.TryRemove((tenantId, connection.ConnectionId), out _);

    /// <summary>Ends the connections that an event takes the right from.</summary>
    public void CloseAfter(Event @event)
    {
        switch (@event.Body)
        {
            case UserDeactivated or UserRolesChanged or UserSignedOutEverywhere or UserPasswordChanged:
                Close(@event.TenantId, connection => connection.User!.UserId() == @event.StreamId);
                break;
            case SignedOut:
                Close(@event.TenantId, connection => connection.User!.SignInId() == @event.StreamId);
                break;
            case ViolationDetected { Kind: ViolationKind.RefreshTokenReused, TargetId: var signIn }:
                Close(@event.TenantId, connection => connection.User!.SignInId() == signIn);
                break;
            case IdentityProviderChanged or IdentityProviderRemoved:
                // Whom it still lets in, and with which tokens, shows when they connect again.
                Close(@event.TenantId, connection => connection.User!.HasClaim(Caller.ProviderClaim, @event.StreamId.ToString()));
                break;
            case UserTeamChanged or UserInvited { TeamId: not null } or TeamMoved:
                // Whom managers reach follows from the teams.
                Close(@event.TenantId, connection => connection.User!.IsInRole(Role.Manager.Name()));
                break;
        }
    }

    private void Close(string tenantId, Func<HubCallerContext, bool> concerns)
    {
        if (_open.IsEmpty)
            return;
        foreach (var ((tenant, _), connection) in _open)
        {
            if (tenant == tenantId && concerns(connection))
                connection.Abort();
        }
    }
}
