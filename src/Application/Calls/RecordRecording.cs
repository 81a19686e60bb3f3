using SalesEngagement.Domain;
using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Application.Calls;

/// <summary>The carrier tells of a recording of the call, often long after its end, and again.</summary>
/// <param name="RecordingId">Our id, should the recording be new.</param>
/// <param name="RecordingSid">The carrier's id.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Seconds">Its length.</param>
/// <param name="Channels">1 mixed, 2 one party each.</param>
/// <param name="RecordedAt">When it began, by the carrier's clock; null: it did not say, so now.</param>
public sealed record RecordRecording(
    Guid RecordingId, string RecordingSid, RecordingState State, int Seconds, int Channels, DateTimeOffset? RecordedAt);

public static class RecordRecordingHandler
{
    public static Decision Handle(RecordRecording command, Call call, DateTimeOffset now)
    {
        var known = call.Recordings.Find(recording => recording.Sid == command.RecordingSid);
        return known is not null && known.State >= command.State
            ? []
            :
            [
                new CallRecorded(
                    call.ContactId,
                    call.UserId,
                    known?.Id ?? command.RecordingId,
                    command.RecordingSid,
                    command.State,
                    command.Seconds,
                    command.Channels,
                    command.RecordedAt ?? now),
            ];
    }
}
