using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Specs.Merges;

/// <summary>A merge is taken back: the loser has what it had, the winner loses what came from it and nobody changed since.</summary>
public sealed class UnmergeContactsSpecs
{
    private readonly MergeRig _rig = new();

    [Fact]
    public void both_are_as_they_were()
    {
        var (winner, loser) = (_rig.Of(0), _rig.Of(1));
        _rig.Merge(0, 1, "firstName", "ownerId").ShouldBeTrue();
        _rig.Of(0).Phones.Count.ShouldBe(2);
        _rig.Undo(0).Rejection.ShouldBeNull();
        Shown(0).ShouldBe(Shown(winner));
        Shown(1).ShouldBe(Shown(loser));
        _rig.MergedInto(1).ShouldBeNull();
    }

    [Fact]
    public void the_same_again_changes_nothing()
    {
        _rig.Merge(0, 1).ShouldBeTrue();
        _rig.Undo(0).Any().ShouldBeTrue();
        _rig.Undo(0).ThenNothing();
    }

    [Fact]
    public void what_was_changed_since_stays_with_the_winner()
    {
        Title(1, "Commodore");
        _rig.Merge(0, 1).ShouldBeTrue();
        _rig.Of(0).Title?.Value.ShouldBe("Commodore");
        Title(0, "Admiral");
        _rig.Change(0, contact => new(Tags: [.. contact.Tags, "vip"])).ShouldBeTrue();
        _rig.Undo(0);
        (_rig.Of(0).Title?.Value, _rig.Of(1).Title?.Value).ShouldBe(("Admiral", "Commodore"));
        _rig.Of(0).Tags.ShouldBe(["tag0", "vip"]);
    }

    [Fact]
    public void a_number_that_somebody_gave_another_label_stays_and_one_that_was_taken_away_does_not_come_back()
    {
        _rig.Change(1, contact => new(Phones: [.. contact.Phones, new(MergeRig.Number(5), "work")])).ShouldBeTrue();
        _rig.Merge(0, 1).ShouldBeTrue();
        _rig.Change(0, contact => new(Phones: [contact.Phones[0], contact.Phones[1] with { Label = "mobile" }])).ShouldBeTrue();
        _rig.Undo(0);
        _rig.Of(0).Phones.Select(phone => phone.Number).ShouldBe([MergeRig.Number(0), MergeRig.Number(1)]);
        _rig.Of(1).Phones.Select(phone => phone.Number).ShouldBe([MergeRig.Number(1), MergeRig.Number(5)]);
    }

    [Fact]
    public void both_keep_the_strictest_state_also_of_what_was_marked_in_between()
    {
        _rig.Change(1, contact => new(Phones: [.. contact.Phones, new(MergeRig.Number(0), "work")])).ShouldBeTrue();
        _rig.Merge(0, 1).ShouldBeTrue();
        _rig.Change(0, contact => new(Phones: [.. contact.Phones.Select(phone => phone with { State = PhoneState.OptedOutElsewhere })])).ShouldBeTrue();
        _rig.Undo(0);
        _rig.Of(0).Phones.ShouldBe([new(MergeRig.Number(0), "work", PhoneState.OptedOutElsewhere)]);
        _rig.Of(1).Phones.Select(phone => phone.State).ShouldBe([PhoneState.OptedOutElsewhere, PhoneState.OptedOutElsewhere]);
    }

    [Fact]
    public void what_a_merge_gives_back_to_another_stays_that_ones()
    {
        var winner = _rig.Of(0);
        _rig.Merge(0, 2, "firstName", "ownerId").ShouldBeTrue();
        _rig.Merge(0, 1, "firstName", "ownerId").ShouldBeTrue();
        _rig.Undo(1);
        (_rig.Of(0).FirstName.Value, _rig.Of(0).OwnerId).ShouldBe(("first2", MergeRig.Owner(2)));
        _rig.Undo(0);
        Shown(0).ShouldBe(Shown(winner));
    }

    [Fact]
    public void two_merges_into_one_contact_are_taken_back_in_any_order()
    {
        Title(1, "Commodore");
        Title(2, "Captain");
        _rig.Merge(0, 1).ShouldBeTrue();
        _rig.Merge(0, 2, "title").ShouldBeTrue();
        _rig.Undo(0);
        _rig.Of(0).Title?.Value.ShouldBe("Captain");
        _rig.Undo(1);
        _rig.Of(0).Title.ShouldBeNull(); // Not the Commodore, whose merge was taken back before.
        _rig.Of(0).Phones.Count.ShouldBe(1);
    }

    [Fact]
    public void of_merges_on_top_of_each_other_the_outermost_is_taken_back_first()
    {
        _rig.Merge(1, 2).ShouldBeTrue();
        _rig.Merge(0, 1).ShouldBeTrue();
        _rig.Of(0).OtherNames.Count.ShouldBe(2);
        _rig.Undo(0).ThenRejected("merge-not-outermost");
        _rig.Undo(1).Rejection.ShouldBeNull();
        _rig.Undo(0).Rejection.ShouldBeNull();
        Enumerable.Range(0, 3).Select(i => _rig.Of(i).Phones.Count).ShouldBe([1, 1, 1]);
        Enumerable.Range(0, 3).Select(i => _rig.Of(i).OtherNames.Count).ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void a_field_of_the_company_s_own_goes_back_too()
    {
        Rank(0, "O-7");
        Rank(1, "O-8");
        _rig.Merge(0, 1, "fields/rank").ShouldBeTrue();
        _rig.Of(0).Fields.Single().Value.Value.ShouldBe("O-8");
        _rig.Undo(0);
        (_rig.Of(0).Fields.Single().Value.Value, _rig.Of(1).Fields.Single().Value.Value).ShouldBe(("O-7", "O-8"));
    }

    private void Title(int contact, string title) => _rig.Change(contact, _ => new(Title: new(new(title)))).ShouldBeTrue();

    private void Rank(int contact, string rank) =>
        _rig.Change(contact, _ => new(Fields: new Dictionary<string, FieldValue?> { ["rank"] = new(rank) })).ShouldBeTrue();

    private string Shown(int contact) => Shown(_rig.Of(contact));

    private static string Shown(Contact contact) => string.Join(
        '|', contact.FirstName.Value, contact.LastName.Value, contact.Title?.Value, contact.OwnerId, string.Join(',', contact.Tags),
        string.Join(',', contact.Phones.Select(phone => $"{phone.Number.Value} {phone.Label} {phone.State}")));
}
