using System.Collections.Immutable;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Application.Calls;

/// <summary>
/// The one door every dial passes. Each rule that objects gives a reason; without objection the call is allowed.
/// </summary>
public static class DialGate
{
    /// <summary>What the API calls the refusal.</summary>
    public const string BlockedCode = "call-blocked";

    /// <summary>The number to dial: the one asked for, else the contact's first that nothing is known against.</summary>
    public static PhoneNumber? NumberFor(Contact contact, PhoneNumber? asked) =>
        asked ?? contact.Phones.FirstOrDefault(phone => phone.State is null)?.Number
        ?? (contact.Phones is [var first, ..] ? first.Number : null);

    /// <summary>Why this contact must not be called at this number; empty when the call is allowed.</summary>
    public static ImmutableList<Reason> Objections(Contact contact, PhoneNumber? number)
    {
        if (number is null)
            return [new("no-phone", "The contact has no phone number.")];

        return contact.Phones.FirstOrDefault(phone => phone.Number == number) switch
        {
            null => [new("phone-not-of-contact", "The number is not one of the contact's.")],
            { State: PhoneState.WrongNumber } =>
                [new("wrong-number", "Somebody else answered at this number. Set it to valid if it is the contact's after all.")],
            { State: PhoneState.OptedOutElsewhere } =>
                [new("opted-out-elsewhere", "The person has opted out of calls to this number elsewhere.")],
            _ => [],
        };
    }
}
