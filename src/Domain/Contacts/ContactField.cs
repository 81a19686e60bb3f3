using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Contacts;

/// <summary>A field that the tenant keeps about its contacts beside ours: personal, as all are that nobody says more of.</summary>
/// <param name="Name">The tenant's name for it.</param>
/// <param name="Value">What it says about this person, in the form of its kind (<see cref="FieldText"/>).</param>
/// <param name="Kind">As it was defined; null: nobody has defined it, it is a text.</param>
public sealed record ContactField(string Name, FreeText Value, FieldKind? Kind = null);
