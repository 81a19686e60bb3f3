using SalesEngagement.Domain;
using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Application.CustomFields;

/// <summary>An admin takes a retired field back into use.</summary>
public sealed record BringBackField;

public static class BringBackFieldHandler
{
    public static Decision Handle(BringBackField _, CustomField field, DateTimeOffset now) =>
        field.RetiredAt is null ? [] : [new CustomFieldBroughtBack(now)];
}
