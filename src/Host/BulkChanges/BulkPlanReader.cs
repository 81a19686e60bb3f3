using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Routes;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>Reads what a client wants done to each contact, and holds it to the same rules as a change of one.</summary>
internal sealed class BulkPlanReader(Validation check, IEventStore store, IQuerySession session, HttpContext http)
{
    private const int MostOwners = 200;

    /// <summary>The plan and the value of its field, to be used only when the check has no refusal afterwards.</summary>
    public async Task<(BulkPlan Plan, FieldValue? Value)> Read(ChangeBody? body, CancellationToken ct)
    {
        if (!check.Require(body is not null, "/change", "is required")
            | !check.Require(body?.Kind is not null, "/change/kind", "is required"))
        {
            return (new(BulkChangeKind.Delete), null);
        }

        Foreign(body!);
        var kind = body!.Kind!.Value;
        return kind switch
        {
            BulkChangeKind.Owner => (new(kind, OwnerIds: await Owners(body, ct)), null),
            BulkChangeKind.AddTag or BulkChangeKind.RemoveTag => (new(kind, check.Text(body.Tag, "/change/tag", ContactParts.LongestTag)), null),
            BulkChangeKind.Stage => (new(kind, check.OptionalText(body.Stage, "/change/stage", ContactParts.LongestStage)), null),
            BulkChangeKind.Field => await Field(body, ct),
            BulkChangeKind.Company => (new(kind, CompanyId: await Company(body.CompanyId, ct)), null),
            _ => (new(kind), null),
        };
    }

    /// <summary>Notes members that belong to another kind: a client that sends them means something else.</summary>
    private void Foreign(ChangeBody body)
    {
        Only(body.OwnerIds is not null, "ownerIds", BulkChangeKind.Owner);
        Only(body.TeamId is not null, "teamId", BulkChangeKind.Owner);
        Only(body.Tag is not null, "tag", BulkChangeKind.AddTag, BulkChangeKind.RemoveTag);
        Only(body.Stage is not null, "stage", BulkChangeKind.Stage);
        Only(body.Fields is not null, "fields", BulkChangeKind.Field);
        Only(body.CompanyId is not null, "companyId", BulkChangeKind.Company);

        void Only(bool isThere, string member, params ReadOnlySpan<BulkChangeKind> kinds) =>
            check.Require(!isThere || kinds.Contains(body.Kind!.Value), $"/change/{member}", "does not go with this kind");
    }

    private async Task<IReadOnlyList<Guid>> Owners(ChangeBody body, CancellationToken ct)
    {
        if (!check.Require(body.OwnerIds is null != body.TeamId is null, "/change", "must have either ownerIds or teamId"))
            return [];
        Guid[] ids = [.. (body.TeamId is { } team ? await TeamMember.Of(session, team, ct) : body.OwnerIds!).Distinct()];
        if (!check.Require(ids.Length <= MostOwners, "/change/ownerIds", $"must have at most {MostOwners} items")
            || !check.Require(body.TeamId is not null || ids.Length > 0, "/change/ownerIds", "is required"))
        {
            return [];
        }

        var users = await ActiveUsers.Of(store, http.Tenant(), ids, ct);
        if (body.TeamId is not null)
        {
            check.Require(users.Count > 0, "/change/teamId", "is not a team with active users");
            return [.. ids.Where(users.Contains).Order()];
        }

        for (var i = 0; i < body.OwnerIds!.Count && i < MostOwners; i++)
            check.Require(users.Contains(body.OwnerIds[i]), $"/change/ownerIds/{i}", "is not an active user");
        return ids;
    }

    private async Task<(BulkPlan Plan, FieldValue? Value)> Field(ChangeBody body, CancellationToken ct)
    {
        if (!check.Require(body.Fields is { Count: 1 }, "/change/fields", "must have exactly one member"))
            return (new(BulkChangeKind.Field), null);
        var (name, own) = (body.Fields!.Keys.Single(), new Validation());
        var read = await new FieldReader(FieldTarget.Contacts, own, store, session, http).Changes(body.Fields, ct);
        foreach (var (pointer, messages) in own.Refusal?.Errors ?? new Dictionary<string, string[]>())
        {
            foreach (var message in messages)
                check.Require(condition: false, $"/change{pointer}", message);
        }

        return (new(BulkChangeKind.Field, name), read.GetValueOrDefault(name));
    }

    private async Task<Guid?> Company(Guid? companyId, CancellationToken ct)
    {
        var own = new Validation();
        await store.Company(companyId, own, http, ct);
        check.Require(own.Refusal is null, "/change/companyId", "is not a company");
        return companyId;
    }
}

/// <summary>Users who can be given something.</summary>
internal static class ActiveUsers
{
    /// <summary>Those of the ids that are active users of the tenant.</summary>
    public static async Task<IReadOnlySet<Guid>> Of(IEventStore store, string tenantId, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
            return new HashSet<Guid>();
        var users = await store.Open(tenantId, new("bulk-change")).FetchMany<User>(ids, ct);
        return users.Where(user => user.Value.State is { Status: UserStatus.Active }).Select(user => user.Key).ToHashSet();
    }
}
