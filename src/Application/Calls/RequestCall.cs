using SalesEngagement.Application.Contacts;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Application.Calls;

/// <summary>A rep wants to speak with a contact now.</summary>
/// <param name="ContactId">Whom.</param>
/// <param name="Phone">At which of the contact's numbers; null: the first.</param>
/// <param name="CallerId">The number that the contact sees; E.164.</param>
/// <param name="UserId">The rep.</param>
public sealed record RequestCall(Guid ContactId, PhoneNumber? Phone, string CallerId, Guid UserId);

public static class RequestCallHandler
{
    public static Decision Handle(RequestCall command, Contact contact, DateTimeOffset now)
    {
        if (ContactUse.Objection(contact) is { } objection)
            return objection;

        var number = DialGate.NumberFor(contact, command.Phone);
        return DialGate.Objections(contact, number) is { IsEmpty: false } reasons
            ? Rejection.Because(DialGate.BlockedCode, "The call is not allowed.", reasons)
            : [new CallRequested(command.ContactId, command.UserId, number!, command.CallerId, CallDirection.Outbound, now)];
    }
}
