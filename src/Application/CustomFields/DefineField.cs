using SalesEngagement.Domain;
using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Application.CustomFields;

/// <summary>An admin defines a field of the company's own.</summary>
public sealed record DefineField(
    string Name, string Label, FieldKind Kind, bool IsRequired, IReadOnlyList<string> Choices, bool IsPersonal, FieldTarget AppliesTo);

public static class DefineFieldHandler
{
    public static Decision Handle(DefineField command, DateTimeOffset now)
    {
        if (ChoiceRules.Fault(command.Kind, command.Choices) is { } fault)
            return fault;
        if (command is { IsPersonal: true, AppliesTo: FieldTarget.Companies })
            return Rejection.Because("field-not-personal", "What is kept about companies is about nobody: it cannot be personal.");

        return
        [
            new CustomFieldDefined(
                command.Name, command.Label, command.Kind, command.IsRequired, command.Choices, command.IsPersonal, command.AppliesTo, now),
        ];
    }
}
