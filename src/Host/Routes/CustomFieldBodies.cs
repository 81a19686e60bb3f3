using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.CustomFields;

namespace SalesEngagement.Host.Routes;

/// <summary>A field to define. Of contacts it is personal unless it is said not to be; of companies it never is.</summary>
internal sealed record NewCustomField(
    string? Name,
    string? Label,
    FieldKind? Kind,
    bool IsRequired = false,
    IReadOnlyList<string?>? Choices = null,
    bool? IsPersonal = null,
    FieldTarget AppliesTo = FieldTarget.Contacts);

/// <summary>What is to change of a field. Name, kind, and whether it is personal stay.</summary>
internal sealed class CustomFieldPatch : MergePatch
{
    public string? Label { get; set => field = Sent(value, "label"); }

    public bool? IsRequired { get; set => field = Sent(value, "isRequired"); }

    public IReadOnlyList<string?>? Choices { get; set => field = Sent(value, "choices"); }
}

/// <summary>A field as the API shows it; <c>choices</c> of those that are chosen.</summary>
internal sealed record CustomFieldView(
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
    /// <summary>What the documentation shows.</summary>
    public static CustomFieldView Example { get; } = new(
        Guid.Parse("0199a1d0-f7a1-7c55-8f0e-4e6a8c0e2a31"), Version: 1, "employees", "Employees", FieldKind.Number, IsRequired: false,
        [], IsPersonal: false, FieldTarget.Companies, RetiredAt: null);

    /// <summary>What defines it.</summary>
    public static NewCustomField New { get; } = new(
        Example.Name, Example.Label, Example.Kind, IsPersonal: Example.IsPersonal, AppliesTo: Example.AppliesTo);

    public static CustomFieldView Of(Guid id, CustomField field, long version) => new(
        id, version, field.Name, field.Label, field.Kind, field.IsRequired, field.Choices, field.IsPersonal, field.AppliesTo,
        field.RetiredAt);

    public static CustomFieldView Of(CustomFieldCard card) => new(
        card.Id, card.Version, card.Name, card.Label, card.Kind, card.IsRequired, card.Choices, card.IsPersonal, card.AppliesTo,
        card.RetiredAt);
}
