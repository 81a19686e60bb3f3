using SalesEngagement.Domain;
using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Application.CustomFields;

/// <summary>An admin retires a field: it takes no values any more.</summary>
public sealed record RetireField;

public static class RetireFieldHandler
{
    public static Decision Handle(RetireField _, CustomField field, DateTimeOffset now) =>
        field.RetiredAt is null ? [new CustomFieldRetired(now)] : [];
}
