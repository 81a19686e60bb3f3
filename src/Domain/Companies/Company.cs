using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Domain.Companies;

/// <summary>An organisation that contacts work for.</summary>
public sealed record Company(
    string Name, CompanyDetails Details, Guid OwnerId, IReadOnlyList<string> Tags, DateTimeOffset AddedAt, DateTimeOffset ChangedAt)
    : IOwned
{
    /// <summary>Values of the fields that the tenant keeps about companies beside ours.</summary>
    public IReadOnlyList<ClearField> Fields { get; private init; } = [];

    /// <summary>When the company was put away; null while it is in use.</summary>
    public DateTimeOffset? DeletedAt { get; private init; }

    /// <summary>Put away: to the outside it does not exist until it is restored.</summary>
    public bool IsDeleted => DeletedAt is not null;

    public static Company Create(CompanyAdded e) => new(e.Name, e.Details, e.OwnerId, e.Tags, e.AddedAt, ChangedAt: e.AddedAt);

    public Company Apply(CompanyRenamed e) => this with { Name = e.Name, ChangedAt = e.RenamedAt };

    public Company Apply(CompanyDetailsChanged e) => this with { Details = e.Details, ChangedAt = e.ChangedAt };

    public Company Apply(CompanyFieldsChanged e) => this with { Fields = e.Fields, ChangedAt = e.ChangedAt };

    public Company Apply(CompanyOwnerAssigned e) => this with { OwnerId = e.OwnerId, ChangedAt = e.AssignedAt };

    public Company Apply(CompanyTagsChanged e) => this with { Tags = e.Tags, ChangedAt = e.ChangedAt };

    public Company Apply(CompanyDeleted e) => this with { DeletedAt = e.DeletedAt, ChangedAt = e.DeletedAt };

    public Company Apply(CompanyRestored e) => this with { DeletedAt = null, ChangedAt = e.RestoredAt };
}
