using SalesEngagement.Domain;
using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Application.Calls;

/// <summary>We are about to ask the carrier to dial, for the n-th time. Whoever gets this recorded is the one who asks.</summary>
public sealed record DialCall(int Attempt);

public static class DialCallHandler
{
    public static Decision Handle(DialCall command, Call call, DateTimeOffset now) => call switch
    {
        { IsOver: true } or { CallSid: not null } =>
            Rejection.Because("call-already-placed", "The carrier has this call, or it is over."),
        { DialAttempts: var made } when made >= command.Attempt =>
            Rejection.Because("call-already-dialing", $"Attempt {made} to dial this call was made by another process."),
        _ => [new CallDialing(command.Attempt, now)],
    };
}
