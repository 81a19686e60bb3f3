using System.Text.Json;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.CustomFields;

namespace SalesEngagement.Host.Routes;

/// <summary>
/// Reads the fields of contacts, or of companies, as clients write them, each by its definition. The definitions are never behind: their read
/// model is written with their events.
/// </summary>
internal sealed class FieldReader(FieldTarget target, Validation check, IEventStore store, IQuerySession session, HttpContext http)
{
    /// <inheritdoc cref="FieldValues.All"/>
    public async Task<FieldSet> All(IReadOnlyDictionary<string, JsonElement>? fields, CancellationToken ct) =>
        (await Values(fields, ct)).All(fields);

    /// <inheritdoc cref="FieldValues.Changes"/>
    public async Task<IReadOnlyDictionary<string, FieldValue?>> Changes(
        IReadOnlyDictionary<string, JsonElement>? fields, CancellationToken ct) =>
        (await Values(fields, ct)).Changes(fields);

    private async Task<FieldValues> Values(IReadOnlyDictionary<string, JsonElement>? fields, CancellationToken ct)
    {
        var defined = await CustomFieldCard.Of(session, target, ct);
        var users = new HashSet<Guid> { http.UserId() };
        foreach (var id in FieldValues.UsersIn(fields, defined).Except(users).ToArray())
        {
            if ((await store.Read<User>(http, id, ct)).State is { Status: UserStatus.Active })
                users.Add(id);
        }

        return new(target, check, defined, users.Contains);
    }
}
