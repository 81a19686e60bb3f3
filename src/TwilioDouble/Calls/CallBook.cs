using System.Collections.Concurrent;

namespace SalesEngagement.TwilioDouble.Calls;

/// <summary>All calls and recordings, each change journalled before anybody hears of it.</summary>
internal sealed class CallBook
{
    private readonly ConcurrentDictionary<string, CarrierCall> _calls = new();
    private readonly ConcurrentDictionary<string, CarrierRecording> _recordings = new();
    private readonly Lock _changing = new();
    private readonly Journal _journal;

    public CallBook(Journal journal)
    {
        _journal = journal;
        foreach (var call in journal.Calls)
            _calls[call.Sid] = call;
        foreach (var recording in journal.Recordings)
            _recordings[recording.Sid] = recording;
    }

    public IReadOnlyList<CarrierCall> Calls => [.. _calls.Values.OrderByDescending(call => call.Sid, StringComparer.Ordinal)];

    public IReadOnlyList<CarrierRecording> Recordings => [.. _recordings.Values.Where(recording => !recording.Deleted)];

    public CarrierCall? Find(string sid) => _calls.GetValueOrDefault(sid);

    public CarrierRecording? FindRecording(string sid) =>
        _recordings.GetValueOrDefault(sid) is { Deleted: false } recording ? recording : null;

    public void Put(CarrierCall call)
    {
        lock (_changing)
            Keep(call);
    }

    public void Put(CarrierRecording recording)
    {
        lock (_changing)
        {
            _journal.Write(new Journal.Line { Recording = recording });
            _recordings[recording.Sid] = recording;
        }
    }

    /// <summary>Changes a live call; null when it is over (or unknown), and nothing was changed.</summary>
    public CarrierCall? Change(string sid, Func<CarrierCall, CarrierCall> change)
    {
        lock (_changing)
            return Find(sid) is { IsOver: false } call ? Keep(change(call)) : null;
    }

    /// <summary>Draws the number of the next status callback of a call.</summary>
    public int DrawSequence(string sid)
    {
        lock (_changing)
        {
            var call = _calls[sid];
            Keep(call with { NextSequence = call.NextSequence + 1 });
            return call.NextSequence;
        }
    }

    private CarrierCall Keep(CarrierCall call)
    {
        _journal.Write(new Journal.Line { Call = call });
        return _calls[call.Sid] = call;
    }
}
