using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Application.CustomFields;

/// <summary>A value for a field of a contact or a company, read by the field's definition.</summary>
/// <param name="Text">In the form of its kind (<see cref="FieldText"/>).</param>
/// <param name="Kind">Null: nobody has defined the field.</param>
/// <param name="IsPersonal">Whether it is about the person; what nobody has defined is, and nothing of a company.</param>
public sealed record FieldValue(string Text, FieldKind? Kind = null, bool IsPersonal = true)
{
    /// <summary>Never the value: it would reach logs and error texts.</summary>
    public override string ToString() => nameof(FieldValue);
}
