using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.Imports;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Specs.Contacts;

namespace SalesEngagement.Specs.Imports;

/// <summary>A change is taken back field by field, where nobody has changed it since.</summary>
public sealed class UndoChangeSpecs
{
    private static readonly ContactRenamed Renamed = new(new("Grace"), new("Murray"), Now);
    private static readonly ContactPhonesChanged Phones = new([SomeContact.Mobile, SomeContact.Desk], Now);
    private static readonly ContactDetailsChanged Details = new(
        new FreeText("Admiral"), "America/New_York", [SomeContact.Rank, new("city", new FreeText("Omaha"))], "conference", Now);

    [Fact]
    public void everything_goes_back()
    {
        var (decision, isPartial) = Undo([Renamed, Phones, Details]);
        isPartial.ShouldBeFalse();
        decision.Then(
            new ContactRenamed(new("Grace"), new("Hopper"), Now),
            new ContactPhonesChanged([SomeContact.Mobile], Now),
            new ContactDetailsChanged(new FreeText("Rear Admiral"), "America/New_York", [SomeContact.Rank], "conference", Now));
    }

    [Fact]
    public void so_do_stage_and_company_unless_somebody_chose_others_since()
    {
        object[] change = [new ContactStageChanged("won", Now), new ContactCompanyChanged(Guid.Empty, "ACME", Now)];
        Undo(change).Decision.Then(new ContactStageChanged(null, Now), new ContactCompanyChanged(null, null, Now));
        var (decision, isPartial) = Undo(change, since: [new ContactStageChanged("lost", Now)]);
        isPartial.ShouldBeTrue();
        decision.Then(new ContactCompanyChanged(null, null, Now));
    }

    [Fact]
    public void what_somebody_changed_since_stays()
    {
        var (decision, isPartial) = Undo([Renamed, Phones], since: [new ContactRenamed(new("Grace"), new("Brewster"), Now)]);
        isPartial.ShouldBeTrue();
        decision.Then(new ContactPhonesChanged([SomeContact.Mobile], Now));
    }

    [Fact]
    public void what_somebody_changed_elsewhere_since_is_no_obstacle()
    {
        var (decision, isPartial) = Undo([Renamed], since: [new ContactTagsChanged(["vip"], Now)]);
        isPartial.ShouldBeFalse();
        decision.Then(new ContactRenamed(new("Grace"), new("Hopper"), Now));
    }

    [Fact]
    public void the_same_again_changes_nothing() =>
        Undo([Renamed], since: [new ContactRenamed(new("Grace"), new("Hopper"), Now)]).Decision.ThenNothing();

    private static (Domain.Decision Decision, bool IsPartial) Undo(object[] change, params object[] since)
    {
        var before = Given(SomeContact.Added).Shows<Contact>();
        var after = Given([SomeContact.Added, .. change]).Shows<Contact>();
        var now = Given([SomeContact.Added, .. change, .. since]).Shows<Contact>();
        var back = UndoChange.Of(before, after, now);
        return (ChangeContactHandler.Handle(back.Command, now, Now), back.IsPartial);
    }
}
