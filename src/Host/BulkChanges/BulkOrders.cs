using System.Text.Json;
using SalesEngagement.Application.BulkChanges;
using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.Domain.Companies;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Routes;
using SalesEngagement.Projections.CustomFields;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>
/// Makes of what was confirmed the orders for a batch, by what holds now: users may have left, companies been put away and
/// fields redefined since.
/// </summary>
internal sealed class BulkOrders(IEventStore store, Askers askers, BulkChangeValues values)
{
    public async Task<BulkOrder> For(string tenantId, BulkChangeRow row, CancellationToken ct)
    {
        if (await askers.ReachOf(tenantId, row.OwnerId, ct) is not { } reach)
            return new(row.Plan, Reach: null);
        return row.Plan.Kind switch
        {
            BulkChangeKind.Owner => new(row.Plan, reach) { Owners = await ActiveUsers.Of(store, tenantId, [.. row.Plan.OwnerIds ?? []], ct) },
            BulkChangeKind.Field => await Field(tenantId, row, reach, ct),
            BulkChangeKind.Company when row.Plan.CompanyId is { } id => await Company(tenantId, row.Plan, id, reach, ct),
            _ => new(row.Plan, reach),
        };
    }

    private async Task<BulkOrder> Field(string tenantId, BulkChangeRow row, RecordScope reach, CancellationToken ct)
    {
        var name = row.Plan.Subject!;
        var sent = new Dictionary<string, JsonElement>
        {
            [name] = (await values.Open(row.Value, tenantId, row.Id, ct)).Sent ?? JsonSerializer.SerializeToElement<object?>(null),
        };
        var defined = await CustomFieldCard.Of(store.Query(tenantId), FieldTarget.Contacts, ct);
        var users = await ActiveUsers.Of(store, tenantId, [.. FieldValues.UsersIn(sent, defined)], ct);
        var check = new Validation();
        var read = new FieldValues(FieldTarget.Contacts, check, defined, users.Contains).Changes(sent);
        return new(row.Plan, reach) { Value = read.GetValueOrDefault(name), Refusal = check.Refusal is null ? null : "field-invalid" };
    }

    private async Task<BulkOrder> Company(string tenantId, BulkPlan plan, Guid id, RecordScope reach, CancellationToken ct)
    {
        var company = (await store.Open(tenantId, new("bulk-change")).Fetch<Company>(id, ct)).State;
        return company is { IsDeleted: false } && reach.Covers(company)
            ? new(plan, reach) { Company = new(id, company.Name) }
            : new(plan, reach) { Refusal = "company-gone" };
    }
}

/// <summary>What is to be done to the contacts of a batch.</summary>
/// <param name="Plan">What was confirmed.</param>
/// <param name="Reach">Whose contacts the asker reaches; null: may not any more.</param>
internal sealed record BulkOrder(BulkPlan Plan, RecordScope? Reach)
{
    /// <summary>Why nothing is done to any of them; null when it is.</summary>
    public string? Refusal { get; init; }

    /// <summary>Who can be made responsible still.</summary>
    public IReadOnlySet<Guid>? Owners { get; init; }

    /// <summary>The field's value, by its definition.</summary>
    public FieldValue? Value { get; init; }

    /// <summary>The company, as it is called now.</summary>
    public CompanyChoice? Company { get; init; }

    /// <summary>Why nothing is done to the item with this number; null when it is.</summary>
    public string? RefusalOf(long n) =>
        Refusal ?? (Plan.OwnerOf(n) is { } owner && Owners?.Contains(owner) != true ? "owner-inactive" : null);

    /// <summary>The command for the item with this number.</summary>
    public ChangeOneOfMany CommandFor(long n) => new(Plan.Kind, Plan.OwnerOf(n), Plan.Subject, Value, Company);
}
