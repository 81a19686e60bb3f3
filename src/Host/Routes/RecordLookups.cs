using SalesEngagement.Application.Contacts;
using SalesEngagement.Domain.Companies;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Routes;

/// <summary>Looks up what bodies name by id: from its stream, so that it is never behind, and within the caller's reach.</summary>
internal static class RecordLookups
{
    /// <summary>Notes under <c>/ownerId</c> when that is no active user.</summary>
    public static async Task OwnerExists(
        this IEventStore store, Guid? ownerId, Validation check, HttpContext http, CancellationToken ct)
    {
        if (ownerId is { } id && id != http.UserId())
            check.Require((await store.Read<User>(http, id, ct)).State is { Status: UserStatus.Active }, "/ownerId", "is not an active user");
    }

    /// <summary>The company, or null (noted under <c>/companyId</c>) when there is none in use within reach.</summary>
    public static async Task<CompanyChoice?> Company(
        this IEventStore store, Guid? companyId, Validation check, HttpContext http, CancellationToken ct)
    {
        if (companyId is not { } id)
            return null;
        if ((await store.Read<Company>(http, id, ct)).State is { IsDeleted: false } company)
            return new(id, company.Name);
        check.Require(condition: false, "/companyId", "is not a company");
        return null;
    }
}
