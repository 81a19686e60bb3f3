namespace SalesEngagement.Specs.Merges;

/// <summary>
/// What three contacts must show, told plainly: everything that was ever said of them and by which merge, of which only what
/// still counts is looked at. It knows no events.
/// </summary>
internal sealed class PlainMerges
{
    private readonly List<(int Contact, string Field, string? Value, int? Merge)> _said = [];
    private readonly List<(int Contact, string Item, bool IsThere, int? Merge)> _items = [];
    private readonly Dictionary<(int Contact, string Item), int> _states = [];
    private readonly List<(int Winner, int Loser, bool IsUndone)> _merges = [];

    public PlainMerges()
    {
        for (var i = 0; i < MergeRig.Contacts; i++)
        {
            _said.Add((i, "first", $"first{i}", null));
            _said.Add((i, "owner", $"{MergeRig.Owner(i)}", null));
            _items.Add((i, MergeRig.Number(i).Value, true, null));
            _items.Add((i, $"tag{i}", true, null));
        }
    }

    public int? MergedInto(int contact) => _merges.Where(merge => !merge.IsUndone && merge.Loser == contact).Select(merge => (int?)merge.Winner).FirstOrDefault();

    public int Survivor(int contact) => MergedInto(contact) is { } into ? Survivor(into) : contact;

    public string? Value(int contact, string field) =>
        _said.LastOrDefault(one => one.Contact == contact && one.Field == field && Counts(one.Merge)).Value;

    public IEnumerable<string> Items(int contact) => _items.Where(one => one.Contact == contact).Select(one => one.Item).Distinct()
        .Where(item => IsThere(contact, item)).Order(StringComparer.Ordinal);

    public int State(int contact, string item) => _states.GetValueOrDefault((contact, item));

    public void Say(int contact, string field, string? value)
    {
        if (MergedInto(contact) is null && Value(contact, field) != value)
            _said.Add((contact, field, value, null));
    }

    /// <summary>Somebody puts a number or tag on a contact, or says of one that is there anew what it is for.</summary>
    public void Put(int contact, string item)
    {
        if (MergedInto(contact) is not null)
            return;
        if (!IsThere(contact, item))
            _states.Remove((contact, item));
        _items.Add((contact, item, true, null));
    }

    public void TakeOff(int contact, string item)
    {
        if (MergedInto(contact) is null && IsThere(contact, item))
            _items.Add((contact, item, false, null));
    }

    public void Mark(int contact, string item, int state)
    {
        if (MergedInto(contact) is null && IsThere(contact, item))
            _states[(contact, item)] = state;
    }

    public void Merge(int winner, int loser, string[] losers)
    {
        var merge = _merges.Count;
        foreach (var field in new[] { "first", "title", "owner", "rank" })
        {
            var (mine, theirs) = (Value(winner, field), Value(loser, field));
            if (theirs is not null && theirs != mine && (mine is null || losers.Contains(field)))
                _said.Add((winner, field, theirs, merge));
        }

        foreach (var item in Items(loser))
        {
            _states[(winner, item)] = Math.Max(IsThere(winner, item) ? State(winner, item) : 0, State(loser, item));
            _items.Add((winner, item, true, merge));
        }

        _merges.Add((winner, loser, false));
    }

    public void Undo(int merge)
    {
        var (winner, loser, isUndone) = _merges[merge];
        if (isUndone || MergedInto(winner) is not null)
            return;
        foreach (var item in Items(loser).Intersect(Items(winner)).ToArray())
            _states[(winner, item)] = _states[(loser, item)] = Math.Max(State(winner, item), State(loser, item));
        _merges[merge] = (winner, loser, true);
    }

    private bool Counts(int? merge) => merge is not { } given || !_merges.ElementAtOrDefault(given).IsUndone;

    /// <summary>Something put it there that still counts, after it was taken off the last time.</summary>
    private bool IsThere(int contact, string item)
    {
        var past = _items.Where(one => one.Contact == contact && one.Item == item).ToList();
        return past.Skip(past.FindLastIndex(one => !one.IsThere) + 1).Any(one => Counts(one.Merge));
    }
}
