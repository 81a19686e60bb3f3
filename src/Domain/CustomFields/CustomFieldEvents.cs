namespace SalesEngagement.Domain.CustomFields;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).

/// <summary>A company keeps another field. Name, kind, and whether it is personal stay for ever: values were stored by them.</summary>
/// <param name="Name">The key under which values are sent and shown; unique among the company's fields that are kept about the same, retired ones included.</param>
/// <param name="Label">What people read.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="IsRequired">Whether a new record needs a value, which then cannot be removed.</param>
/// <param name="Choices">What can be chosen, in their order; empty unless it is a choice.</param>
/// <param name="IsPersonal">Whether values are about the person: encrypted, erased with them, and closed to analysts.</param>
/// <param name="AppliesTo">What it is kept about.</param>
/// <param name="DefinedAt">When.</param>
[EventType("custom_field_defined")]
public sealed record CustomFieldDefined(
    string Name,
    string Label,
    FieldKind Kind,
    bool IsRequired,
    IReadOnlyList<string> Choices,
    bool IsPersonal,
    FieldTarget AppliesTo,
    DateTimeOffset DefinedAt);

/// <summary>What may change of a field did; all of it stands here. Values that were chosen stay when a choice goes.</summary>
[EventType("custom_field_changed")]
public sealed record CustomFieldChanged(string Label, bool IsRequired, IReadOnlyList<string> Choices, DateTimeOffset ChangedAt);

/// <summary>The field takes no values any more; those there are stay.</summary>
[EventType("custom_field_retired")]
public sealed record CustomFieldRetired(DateTimeOffset RetiredAt);

/// <summary>The field takes values again.</summary>
[EventType("custom_field_brought_back")]
public sealed record CustomFieldBroughtBack(DateTimeOffset BroughtBackAt);
