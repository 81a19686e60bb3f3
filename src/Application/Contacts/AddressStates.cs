using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Application.Contacts;

/// <summary>What is known of numbers and addresses when they are said anew: a state that is not said stays what it was.</summary>
internal static class AddressStates
{
    /// <summary>The numbers as they are stored: valid ones without a state.</summary>
    public static IReadOnlyList<ContactPhone> Of(IReadOnlyList<ContactPhone> said, IReadOnlyList<ContactPhone> known) =>
    [
        .. said.Select(phone => phone with
        {
            State = (phone.State ?? known.FirstOrDefault(phone.IsSame)?.State) is { } state and not PhoneState.Valid
                ? state : null,
        }),
    ];

    /// <summary>The addresses as they are stored: valid ones without a state.</summary>
    public static IReadOnlyList<ContactEmail> Of(IReadOnlyList<ContactEmail> said, IReadOnlyList<ContactEmail> known) =>
    [
        .. said.Select(email => email with
        {
            State = (email.State ?? known.FirstOrDefault(email.IsSame)?.State) is { } state and not EmailState.Valid
                ? state : null,
        }),
    ];
}
