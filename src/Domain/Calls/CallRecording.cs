using System.Collections.Immutable;

namespace SalesEngagement.Domain.Calls;

/// <summary>One recording of a call; a call may have several.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Sid">The carrier's id.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Seconds">Length; 0 until completed.</param>
/// <param name="Channels">1 when both parties are mixed, 2 when they are apart.</param>
/// <param name="RecordedAt">When the carrier said so.</param>
public sealed record CallRecording(
    Guid Id, string Sid, RecordingState State, int Seconds, int Channels, DateTimeOffset RecordedAt)
{
    /// <summary>The recordings after one more report. <c>InProgress</c> never overwrites an end that is known.</summary>
    public static ImmutableList<CallRecording> Update(ImmutableList<CallRecording> recordings, CallRecorded e)
    {
        var told = new CallRecording(e.RecordingId, e.RecordingSid, e.State, e.Seconds, e.Channels, e.RecordedAt);
        var known = recordings.Find(r => r.Sid == e.RecordingSid);
        if (known is null)
            return recordings.Add(told);

        return told.State < known.State ? recordings : recordings.Replace(known, told with { Id = known.Id });
    }
}
