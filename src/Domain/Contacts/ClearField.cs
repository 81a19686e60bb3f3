using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Domain.Contacts;

/// <summary>A value of a field whose definition says that it is not about the person: kept in clear, for analysts.</summary>
/// <param name="Name">The field's.</param>
/// <param name="Value">In the form of its kind (<see cref="FieldText"/>).</param>
/// <param name="Kind">As it was defined.</param>
public sealed record ClearField(string Name, string Value, FieldKind Kind);
