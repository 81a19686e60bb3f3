using SalesEngagement.Domain;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Application.Calls;

/// <summary>The rep says how the call went. Saying it anew corrects what was said before.</summary>
public sealed record DispositionCall(Disposition Disposition, FreeText? Note, DateTimeOffset? FollowUpAt, Guid UserId);

public static class DispositionCallHandler
{
    public static Decision Handle(DispositionCall command, Call call, DateTimeOffset now) => call switch
    {
        { IsOver: false } => Rejection.Because("call-still-live", "A call takes a disposition once it has ended."),
        _ when (call.Disposition, call.Note, call.FollowUpAt) == (command.Disposition, command.Note, command.FollowUpAt) => [],
        _ =>
        [
            new CallDispositioned(
                call.ContactId, command.UserId, command.Disposition, command.Note, command.FollowUpAt, now),
        ],
    };
}
