namespace SalesEngagement.Domain.Contacts;

/// <summary>Of two things that are known of one number or address, the one that forbids more. Null stands for valid.</summary>
public static class Strictest
{
    public static PhoneState? Of(PhoneState? one, PhoneState? other) =>
        (PhoneState)Math.Max((int)(one ?? PhoneState.Valid), (int)(other ?? PhoneState.Valid)) is var state and not PhoneState.Valid
            ? state : null;

    /// <inheritdoc cref="Of(PhoneState?, PhoneState?)"/>
    public static EmailState? Of(EmailState? one, EmailState? other) =>
        (EmailState)Math.Max((int)(one ?? EmailState.Valid), (int)(other ?? EmailState.Valid)) is var state and not EmailState.Valid
            ? state : null;

    /// <summary>The numbers, each with the stricter of what is known of it here and there.</summary>
    public static IReadOnlyList<ContactPhone> Of(IReadOnlyList<ContactPhone> phones, IReadOnlyList<ContactPhone> others) =>
        [.. phones.Select(phone => phone with { State = Of(phone.State, others.FirstOrDefault(phone.IsSame)?.State) })];

    /// <summary>The addresses, likewise.</summary>
    public static IReadOnlyList<ContactEmail> Of(IReadOnlyList<ContactEmail> emails, IReadOnlyList<ContactEmail> others) =>
        [.. emails.Select(email => email with { State = Of(email.State, others.FirstOrDefault(email.IsSame)?.State) })];
}
