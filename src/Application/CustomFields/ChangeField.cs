using SalesEngagement.Domain;
using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Application.CustomFields;

/// <summary>An admin changes a field. What is null here stays as it is.</summary>
public sealed record ChangeField(string? Label = null, bool? IsRequired = null, IReadOnlyList<string>? Choices = null);

public static class ChangeFieldHandler
{
    public static Decision Handle(ChangeField command, CustomField field, DateTimeOffset now)
    {
        var changed = new CustomFieldChanged(
            command.Label ?? field.Label, command.IsRequired ?? field.IsRequired, command.Choices ?? field.Choices, now);
        if (ChoiceRules.Fault(field.Kind, changed.Choices) is { } fault)
            return fault;

        var isSame = (changed.Label, changed.IsRequired) == (field.Label, field.IsRequired) && changed.Choices.SequenceEqual(field.Choices);
        return isSame ? [] : [changed];
    }
}
