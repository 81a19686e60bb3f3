namespace SalesEngagement.Domain.CustomFields;

/// <summary>A value of a field that is not about a person, of a company or by its definition: kept in clear, for analysts.</summary>
/// <param name="Name">The field's.</param>
/// <param name="Value">In the form of its kind (<see cref="FieldText"/>).</param>
/// <param name="Kind">As it was defined.</param>
public sealed record ClearField(string Name, string Value, FieldKind Kind);
