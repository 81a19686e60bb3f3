using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.Merges;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Merges;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Folding;

namespace SalesEngagement.Specs.Merges;

/// <summary>Three contacts with their streams, and what is done to them, by the decisions of the house alone.</summary>
internal class MergeRig
{
    public const int Contacts = 3;
    private readonly List<object>[] _streams;
    private readonly Guid[] _ids = [.. Enumerable.Range(0, Contacts).Select(_ => Some.Id())];
    private readonly List<(Guid Id, List<object> Stream)> _merges = [];

    public MergeRig() => _streams =
    [
        .. Enumerable.Range(0, Contacts).Select(i => new List<object>
        {
            new ContactAdded(
                new PersonName($"first{i}"), new PersonName($"last{i}"), null, [new(Number(i), "work")], [], null, Owner(i), [$"tag{i}"], [], null, Now),
        }),
    ];

    public int Merges => _merges.Count;

    public static Guid Owner(int i) => new(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    public static PhoneNumber Number(int i) => new($"+1415555010{i}");

    public Contact Of(int contact) => Fold.Into<Contact>(_streams[contact])!;

    public int? MergedInto(int contact) => Of(contact).MergedInto is { } id ? Array.IndexOf(_ids, id) : null;

    /// <summary>Something is said of a contact; refused while another stands for it.</summary>
    public bool Change(int contact, Func<Contact, ChangeContact> command)
    {
        var state = Of(contact);
        var decision = ChangeContactHandler.Handle(command(state), state, Now);
        _streams[contact].AddRange(decision);
        return decision.Rejection is null;
    }

    /// <summary>Two become one, unless that is refused.</summary>
    public bool Merge(int winner, int loser, params string[] losers)
    {
        var command = new MergeContacts(Some.Id(), _ids[winner], _ids[loser], losers.ToDictionary(field => field, _ => MergeSide.Loser));
        var (one, other) = (Of(winner), Of(loser));
        var decision = MergeContactsHandler.Handle(command, one, other, Now);
        if (decision.Rejection is not null)
            return false;
        _merges.Add((command.MergeId, [.. decision]));
        _streams[winner].AddRange(MergeFacts.OfWinner(command, one, other, Now));
        _streams[loser].AddRange(MergeFacts.OfLoser(command, Now));
        return true;
    }

    /// <summary>A merge is taken back, unless that is refused or was done before.</summary>
    public Decision Undo(int merge)
    {
        var (id, stream) = _merges[merge];
        var state = Fold.Into<ContactMerge>(stream)!;
        var (winner, loser) = (Array.IndexOf(_ids, state.WinnerId), Array.IndexOf(_ids, state.LoserId));
        var (one, other) = (Of(winner), Of(loser));
        var decision = UnmergeContactsHandler.Handle(new(id), state, one, other, Now);
        if (!decision.Any())
            return decision;
        stream.AddRange(decision);
        var (ofWinner, ofLoser) = (
            UnmergeFacts.OfWinner(id, _streams[winner], one, other, state, Now), UnmergeFacts.OfLoser(id, one, other, state, Now));
        _streams[winner].AddRange(ofWinner);
        _streams[loser].AddRange(Kept(ofLoser));
        return decision;
    }

    /// <summary>All of what a loser's stream should say; a control keeps less.</summary>
    protected virtual IEnumerable<object> Kept(IEnumerable<object> ofLoser) => ofLoser;
}
