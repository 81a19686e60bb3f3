using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Application.Contacts;

/// <summary>
/// What is known of numbers and addresses when they are said anew: a state or a label that is not said stays what it was.
/// </summary>
public static class AddressStates
{
    /// <summary>In place of a label in commands: none was said.</summary>
    public const string Unsaid = "";

    private const string DefaultLabel = "work";

    /// <summary>The numbers as they are stored: each with a label, valid ones without a state.</summary>
    public static IReadOnlyList<ContactPhone> Of(IReadOnlyList<ContactPhone> said, IReadOnlyList<ContactPhone> known) =>
    [
        .. said.Select(phone => (phone, before: known.FirstOrDefault(phone.IsSame))).Select(pair => pair.phone with
        {
            Label = LabelOf(pair.phone.Label, pair.before?.Label),
            State = (pair.phone.State ?? pair.before?.State) is { } state and not PhoneState.Valid ? state : null,
        }),
    ];

    /// <summary>The addresses as they are stored: each with a label, valid ones without a state.</summary>
    public static IReadOnlyList<ContactEmail> Of(IReadOnlyList<ContactEmail> said, IReadOnlyList<ContactEmail> known) =>
    [
        .. said.Select(email => (email, before: known.FirstOrDefault(email.IsSame))).Select(pair => pair.email with
        {
            Label = LabelOf(pair.email.Label, pair.before?.Label),
            State = (pair.email.State ?? pair.before?.State) is { } state and not EmailState.Valid ? state : null,
        }),
    ];

    private static string LabelOf(string said, string? before) => said != Unsaid ? said : before ?? DefaultLabel;
}
