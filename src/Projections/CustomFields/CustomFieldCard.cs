using SalesEngagement.Domain.CustomFields;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.CustomFields;

/// <summary>
/// A custom field as it is defined now; one row per field. Written with the events, because values are read by it: a field
/// that was just made required must be asked for at once.
/// </summary>
[ReadModel("custom_field_card", Inline = true, Indexes = ["name, id"])]
public sealed record CustomFieldCard(
    Guid Id,
    long Version,
    string Name,
    string Label,
    FieldKind Kind,
    bool IsRequired,
    IReadOnlyList<string> Choices,
    bool IsPersonal,
    FieldTarget AppliesTo,
    DateTimeOffset? RetiredAt)
{
    /// <summary>More than these a tenant cannot define about contacts, nor about companies, retired ones included.</summary>
    public const int Most = 200;

    public static CustomFieldCard Create(Event<CustomFieldDefined> e) => new(
        e.StreamId, e.Version, e.Data.Name, e.Data.Label, e.Data.Kind, e.Data.IsRequired, e.Data.Choices, e.Data.IsPersonal,
        e.Data.AppliesTo, RetiredAt: null);

    public CustomFieldCard Apply(Event<CustomFieldChanged> e) => this with
    {
        Version = e.Version,
        Label = e.Data.Label,
        IsRequired = e.Data.IsRequired,
        Choices = e.Data.Choices,
    };

    public CustomFieldCard Apply(Event<CustomFieldRetired> e) => this with { Version = e.Version, RetiredAt = e.Data.RetiredAt };

    public CustomFieldCard Apply(Event<CustomFieldBroughtBack> e) => this with { Version = e.Version, RetiredAt = null };

    /// <summary>All that are kept about contacts, or about companies, in use or retired.</summary>
    public static Task<IReadOnlyList<CustomFieldCard>> Of(IQuerySession session, FieldTarget target, CancellationToken ct) =>
        List(session, target, retired: null, after: null, Most, ct);

    /// <summary>The fields kept about this, in use (false), retired (true) or both (null), by name, behind <paramref name="after"/>.</summary>
    public static Task<IReadOnlyList<CustomFieldCard>> List(
        IQuerySession session, FieldTarget? target, bool? retired, CustomFieldKey? after, int rows, CancellationToken ct) =>
        session.Query<CustomFieldCard>(
            EmbeddedSql.Beside<CustomFieldCard>("CustomFieldCard.sql"),
            ct,
            Parameter.Of(session.TenantId),
            Parameter.Of(retired),
            Parameter.Of(target?.ToString()),
            Parameter.Of(after?.Name),
            Parameter.Of(after?.AppliesTo.ToString()),
            Parameter.Of(rows));
}

/// <summary>A field's place in the list: names are unique among what is kept about the same.</summary>
public sealed record CustomFieldKey(string Name, FieldTarget AppliesTo);
