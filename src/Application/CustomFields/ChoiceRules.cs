using SalesEngagement.Domain;
using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Application.CustomFields;

/// <summary>Which fields have choices: those that are chosen, and no others.</summary>
internal static class ChoiceRules
{
    public static Rejection? Fault(FieldKind kind, IReadOnlyList<string> choices) =>
        (kind is FieldKind.Choice or FieldKind.MultiChoice, choices.Count > 0) switch
        {
            (true, false) => Rejection.Because("choices-missing", "A field that is chosen needs at least one choice."),
            (false, true) => Rejection.Because("choices-not-allowed", "Only fields that are chosen have choices."),
            _ => null,
        };
}
