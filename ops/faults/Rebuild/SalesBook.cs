using System.Collections.Concurrent;

namespace SalesEngagement.Faults.Rebuild;

/// <summary>A contact that was added and renamed, and one finished call with it: nine events.</summary>
/// <param name="Number">Of the case; everything else follows from it.</param>
/// <param name="ContactId">The contact's stream.</param>
/// <param name="CallId">The call's stream.</param>
internal sealed record SalesCase(int Number, Guid ContactId, Guid CallId)
{
    private static readonly DateTimeOffset First = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public string LastName => $"Last-{Number}";

    public Guid UserId { get; } = new(Number % 20, 0, 0, new byte[8]);

    public int TalkSeconds => (Number % 300) + 1;

    public DateTimeOffset RequestedAt => First.AddMinutes(Number * 7);

    public (Guid UserId, DateOnly Day) RepAndDay => (UserId, DateOnly.FromDateTime(RequestedAt.UtcDateTime));
}

/// <summary>What the store was told, in plain dictionaries: what the read models must say, made without any fold.</summary>
internal sealed class SalesBook
{
    private readonly ConcurrentDictionary<Guid, SalesCase> _byContact = [];
    private readonly ConcurrentDictionary<Guid, SalesCase> _byCall = [];

    /// <summary>How many cases are finished.</summary>
    public int Count => _byContact.Count;

    /// <summary>All finished cases.</summary>
    public IReadOnlyCollection<SalesCase> Cases => (IReadOnlyCollection<SalesCase>)_byContact.Values;

    /// <summary>Writes a finished case down.</summary>
    public void Add(SalesCase done)
    {
        _byContact[done.ContactId] = done;
        _byCall[done.CallId] = done;
    }

    /// <summary>Rows that are not as they must be, missing or too many.</summary>
    public int Differences(
        IReadOnlyList<ContactRow> contacts, IReadOnlyList<CallRow> calls, IReadOnlyList<RepDayRow> days, IReadOnlyList<LineRow> lines)
    {
        var wrong = contacts.Count(row => !IsRight(row)) + calls.Count(row => !IsRight(row));
        wrong += Math.Abs(contacts.Count - Count) + Math.Abs(calls.Count - Count);
        wrong += lines.Count(row => !_byContact.ContainsKey(row.ContactId) || row.Lines != 3) + Math.Abs(lines.Count - Count);
        var expected = new Dictionary<(Guid, DateOnly), (int Calls, int Talk)>();
        foreach (var done in _byContact.Values)
        {
            var (number, talk) = expected.GetValueOrDefault(done.RepAndDay);
            expected[done.RepAndDay] = (number + 1, talk + done.TalkSeconds);
        }

        wrong += days.Count(row => !expected.TryGetValue((row.UserId, row.Day), out var day)
            || (row.Requested, row.Ended, row.Connected, row.TalkSeconds) != (day.Calls, day.Calls, day.Calls, day.Talk));
        return wrong + Math.Abs(days.Count - expected.Count);
    }

    /// <summary>Whether a row is that of a finished case.</summary>
    public bool IsRight(ContactRow row) =>
        _byContact.TryGetValue(row.Id, out var done) && row.LastName == done.LastName && row.Version == 2;

    /// <summary>Whether a row is that of a finished case.</summary>
    public bool IsRight(CallRow row) =>
        _byCall.TryGetValue(row.Id, out var done) && row == new CallRow(done.CallId, "Completed", done.TalkSeconds, "Connected");
}

/// <summary>What <c>read.contact_card</c> says.</summary>
internal sealed record ContactRow(Guid Id, string LastName, long Version);

/// <summary>What <c>read.call_log</c> says.</summary>
internal sealed record CallRow(Guid Id, string Status, int? TalkSeconds, string? Disposition);

/// <summary>What <c>read.calls_per_rep_and_day</c> says.</summary>
internal sealed record RepDayRow(Guid UserId, DateOnly Day, int Requested, int Ended, int Connected, int TalkSeconds);

/// <summary>How many rows <c>read.contact_timeline</c> has of a contact.</summary>
internal sealed record LineRow(Guid ContactId, int Lines);
