using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Users;

namespace SalesEngagement.Host.Access;

/// <summary>How people are asked to join a company. An invitation is a user who has not joined yet, and has the user's id.</summary>
internal static class InvitationRoutes
{
    private const string Collection = "/api/v1/invitations";

    public static void MapInvitations(this IEndpointRouteBuilder app)
    {
        var invitations = app.MapGroup(Collection).WithTags("People");
        invitations.MapPost("", Invite)
            .Needs(Permission.ManagePeople)
            .WithSummary("Ask a person to join; they are sent a link that is good once")
            .Produces<UserResponse>(StatusCodes.Status201Created)
            .WithExamples(InvitationExamples.Invite, InvitationExamples.Invited);
        invitations.MapGet("", List)
            .Needs(Permission.ManagePeople).Reads<UserCard>()
            .WithSummary("Who was asked and has not joined yet, expired ones too")
            .Produces<ListPage<UserResponse>>()
            .WithExamples(request: null, new ListPage<UserResponse>([InvitationExamples.Invited], Next: null));
        invitations.MapPost("/{id:guid}/renew", Renew)
            .Needs(Permission.ManagePeople)
            .WithSummary("Ask again: a new link is sent, and the one before is worth nothing")
            .Produces<UserResponse>()
            .WithExamples(request: null, InvitationExamples.Invited with { Version = 2 });
        invitations.MapPost("/{id:guid}/link", Link)
            .Needs(Permission.ManagePeople)
            .WithSummary("Ask again, and hand the link over oneself: a new one is answered, once, and nothing is sent")
            .Produces<InvitationLink>()
            .WithExamples(request: null, InvitationExamples.Link);
        invitations.MapDelete("/{id:guid}", Withdraw)
            .Needs(Permission.ManagePeople)
            .WithSummary("Take an invitation back, and its link with it")
            .Produces(StatusCodes.Status204NoContent);

        var open = app.MapGroup("/api/v1/auth/invitations").WithTags("Access");
        open.MapGet("/{token}", Show)
            .IsOpen("the link is the credential")
            .WithSummary("Who invites whom; a link that opens nothing answers 404 link-gone, whatever the reason")
            .Produces<InvitationResponse>()
            .WithExamples(request: null, InvitationExamples.Shown);
        open.MapPost("/{token}", Accept)
            .IsOpen("the link is the credential")
            .WithSummary("Join the company with a password of one's own; the link is good once")
            .Produces<RegisterResponse>(StatusCodes.Status201Created)
            .WithExamples(InvitationExamples.Accept, AuthExamples.Registered);
    }

    private static async Task<IResult> Invite(InviteRequest request, Invitations invitations, Commands commands, CancellationToken ct)
    {
        var check = new Validation();
        var email = EmailAddressText.Read(request.Email);
        check.Require(email is not null, "/email", "must be an e-mail address");
        check.Require(request.Roles?.Count > 0, "/roles", "must name at least one role");
        var name = check.OptionalText(request.Name, "/name", NewAccounts.LongestName);
        return check.Refusal is { } refusal
            ? refusal
            : await invitations
                .Invite(commands, new(email!, NameOf(name), request.Roles!, request.TeamId), ct)
                .ToCreated(UserRoutes.Collection, UserResponse.Of);
    }

    private static async Task<IResult> List(Paging paging, IQuerySession session, CancellationToken ct)
    {
        var cards = await UserCard.List(
            session, new UserFilter(Status: UserStatus.Invited), paging.After<UserKey>(), paging.Limit + 1, ct);
        var page = paging.Of(cards, card => new UserKey(card.SortName.Value, card.Id));
        return Results.Ok(new ListPage<UserResponse>([.. page.Items.Select(UserResponse.Of)], page.Next));
    }

    private static Task<IResult> Renew(Guid id, Invitations invitations, Commands commands, CancellationToken ct) =>
        invitations.Renew(commands, id, isSent: true, ct).ToHttp(UserResponse.Of);

    private static async Task<IResult> Link(
        Guid id, Invitations invitations, Commands commands, AccountLinks links, AccountMails mails, HttpContext http, CancellationToken ct)
    {
        var running = invitations.Renew(commands, id, isSent: false, ct);
        if ((await running) is not { State: { } renewed })
            return await running.ToHttp();
        if (await invitations.LinkOf(http.Tenant(), id, renewed, ct) is not { } link)
            return LinkAnswers.Gone;
        var shown = new InvitationLink(await links.TokenOf(link, ct), await mails.UrlOf(link, ct), link.ExpiresAt);
        return await running.ToHttp(_ => shown);
    }

    private static Task<IResult> Withdraw(Guid id, Commands commands, CancellationToken ct) =>
        Invitations.Withdraw(commands, id, ct).ToHttp();

    private static async Task<IResult> Show(string token, LinkHolders holders, TimeProvider clock, CancellationToken ct) =>
        await holders.Of(token, LinkPurpose.Invitation, ct) is { Link: { UsedAt: null } link, User: { Status: UserStatus.Invited } user } holder
            ? Results.Ok(new InvitationResponse(
                holder.CompanyName, user.Email.Value, user.Name?.Value, link.ExpiresAt, Expired: !link.IsGood(clock.GetUtcNow())))
            : LinkAnswers.Gone;

    private static async Task<IResult> Accept(
        string token, AcceptRequest request, LinkHolders holders, Invitations invitations, RequestContext requests, TimeProvider clock,
        HttpContext http, CancellationToken ct)
    {
        if (await holders.Of(token, LinkPurpose.Invitation, ct) is not { } holder)
            return LinkAnswers.Gone;
        var (tenant, userId) = (holder.Link.TenantId, holder.Link.UserId);
        var context = requests.Of(http, tenant, userId.ToString(), RecordScope.All);
        if (!holder.IsGood(clock.GetUtcNow()) && context.Idempotency is null)
            return LinkAnswers.Gone;

        var check = new Validation();
        var name = check.OptionalText(request.Name, "/name", NewAccounts.LongestName);
        check.Require(name is not null || holder.User.Name is not null, "/name", "is required");
        Passwords.Check(check, request.Password ?? "", name ?? holder.User.Name?.Value, holder.User.Email.Value, holder.CompanyName);
        if (check.Refusal is { } refusal)
            return refusal;

        http.ActsFor(tenant);
        return await invitations.Accept(context, holder, NameOf(name), request.Password!, ct)
            .OrGone(accepted => accepted.ToCreated(UserRoutes.Collection, (id, _, _) => new RegisterResponse(Guid.Parse(tenant), id)));
    }

    private static PersonName? NameOf(string? name) => name is null ? null : new(name);
}
