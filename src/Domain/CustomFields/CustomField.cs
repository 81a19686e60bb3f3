namespace SalesEngagement.Domain.CustomFields;

/// <summary>A field of the company's own, as it is defined now.</summary>
public sealed record CustomField(
    string Name, string Label, FieldKind Kind, bool IsRequired, IReadOnlyList<string> Choices, bool IsPersonal, FieldTarget AppliesTo)
{
    /// <summary>When it stopped taking values; null while it does.</summary>
    public DateTimeOffset? RetiredAt { get; private init; }

    public static CustomField Create(CustomFieldDefined e) =>
        new(e.Name, e.Label, e.Kind, e.IsRequired, e.Choices, e.IsPersonal, e.AppliesTo);

    public CustomField Apply(CustomFieldChanged e) => this with { Label = e.Label, IsRequired = e.IsRequired, Choices = e.Choices };

    public CustomField Apply(CustomFieldRetired e) => this with { RetiredAt = e.RetiredAt };

    public CustomField Apply(CustomFieldBroughtBack _) => this with { RetiredAt = null };
}
