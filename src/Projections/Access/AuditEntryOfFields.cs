using SalesEngagement.Domain.CustomFields;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.Projections.Access;

/// <summary>What is written down about custom fields.</summary>
public sealed partial record AuditEntry
{
    public static AuditEntry Create(Event<CustomFieldDefined> e) => Field(e, "custom-field-defined") with { Detail = e.Data.Name };

    public static AuditEntry Create(Event<CustomFieldChanged> e) => Field(e, "custom-field-changed");

    public static AuditEntry Create(Event<CustomFieldRetired> e) => Field(e, "custom-field-retired");

    public static AuditEntry Create(Event<CustomFieldBroughtBack> e) => Field(e, "custom-field-brought-back");

    private static AuditEntry Field(Event e, string action) => Of(e, action, "custom-field");
}
