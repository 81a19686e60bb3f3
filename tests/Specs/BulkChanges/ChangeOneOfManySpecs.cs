using SalesEngagement.Application.BulkChanges;
using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Specs.Contacts;

namespace SalesEngagement.Specs.BulkChanges;

/// <summary>Each contact of a bulk change is decided about as by the command for it alone, and gets back what it had.</summary>
public sealed class ChangeOneOfManySpecs
{
    private static readonly Guid Rep = Some.Id();
    private static readonly Guid Acme = Some.Id();

    /// <summary>The change, the event that it decides, and the event that takes it back.</summary>
    public static TheoryData<ChangeOneOfMany, object, object> Kinds => new()
    {
        { new(BulkChangeKind.Owner, OwnerId: Rep), new ContactOwnerAssigned(Rep, Now), new ContactOwnerAssigned(SomeContact.Added.OwnerId, Now) },
        { new(BulkChangeKind.AddTag, Subject: "vip"), new ContactTagsChanged(["navy", "vip"], Now), new ContactTagsChanged(["navy"], Now) },
        { new(BulkChangeKind.RemoveTag, Subject: "navy"), new ContactTagsChanged([], Now), new ContactTagsChanged(["navy"], Now) },
        { new(BulkChangeKind.Stage, Subject: "won"), new ContactStageChanged("won", Now), new ContactStageChanged(null, Now) },
        {
            new(BulkChangeKind.Field, Subject: "rank", Value: new("O-8")),
            new ContactDetailsChanged(new FreeText("Rear Admiral"), "America/New_York", [new("rank", new FreeText("O-8"))], "conference", Now),
            new ContactDetailsChanged(new FreeText("Rear Admiral"), "America/New_York", [SomeContact.Rank], "conference", Now)
        },
        {
            new(BulkChangeKind.Field, Subject: "size", Value: new("7", FieldKind.Number, IsPersonal: false)),
            new ContactClearFieldsChanged([new("size", "7", FieldKind.Number)], Now), new ContactClearFieldsChanged([], Now)
        },
        { new(BulkChangeKind.Company, Company: new(Acme, "Acme")), new ContactCompanyChanged(Acme, "Acme", Now), new ContactCompanyChanged(null, null, Now) },
        { new(BulkChangeKind.Delete), new ContactDeleted(Now), new ContactRestored(Now) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void it_is_changed_and_again_changes_nothing(ChangeOneOfMany command, object change, object back)
    {
        back.ShouldNotBe(change);
        Given(SomeContact.Added).When<Contact>((contact, now) => ChangeOneOfManyHandler.Handle(command, contact, now)).Then(change);
        Given(SomeContact.Added, change).When<Contact>((contact, now) => ChangeOneOfManyHandler.Handle(command, contact, now)).ThenNothing();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void it_gets_back_what_it_had_and_again_changes_nothing(ChangeOneOfMany command, object change, object back)
    {
        Back(command, change, since: []).Then(back);
        var (before, after) = (Given(SomeContact.Added).Shows<Contact>(), Given(SomeContact.Added, change).Shows<Contact>());
        Given(SomeContact.Added, change, back).When<Contact>(
            (contact, now) => ChangeOneBackHandler.Handle(new(command.Kind, command.Subject, before, after, []), contact, now)).ThenNothing();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void it_keeps_what_somebody_changed_since_even_when_it_is_the_same_again(ChangeOneOfMany command, object change, object back) =>
        Back(command, change, since: [back, change]).ThenRejected("changed-since");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void what_somebody_changed_elsewhere_since_is_no_obstacle(ChangeOneOfMany command, object change, object back) =>
        Back(command, change, since: [new ContactRenamed(new("Grace"), new("Murray"), Now)]).Single().ShouldBeOfType(back.GetType());

    [Fact]
    public void another_tag_that_came_since_stays() =>
        Back(new(BulkChangeKind.AddTag, Subject: "vip"), new ContactTagsChanged(["navy", "vip"], Now), [new ContactTagsChanged(["navy", "vip", "hot"], Now)])
            .Then(new ContactTagsChanged(["navy", "hot"], Now));

    [Fact]
    public void what_was_brought_back_is_put_away_again()
    {
        var (before, after) = (Given(SomeContact.Added, SomeContact.Deleted), Given(SomeContact.Added, SomeContact.Deleted, SomeContact.Restored));
        before.When<Contact>((contact, now) => ChangeOneOfManyHandler.Handle(new(BulkChangeKind.Restore), contact, now)).Then(SomeContact.Restored);
        after.When<Contact>((contact, now) => ChangeOneBackHandler.Handle(
            new(BulkChangeKind.Restore, null, before.Shows<Contact>(), after.Shows<Contact>(), []), contact, now)).Then(SomeContact.Deleted);
    }

    [Fact]
    public void who_is_put_away_is_changed_no_more()
    {
        foreach (var command in Kinds.Select(kind => kind.Data.Item1).Where(command => command.Kind != BulkChangeKind.Delete))
        {
            Given(SomeContact.Added, SomeContact.Deleted)
                .When<Contact>((contact, now) => ChangeOneOfManyHandler.Handle(command, contact, now)).ThenRejected("not-found");
        }
    }

    private static Domain.Decision Back(ChangeOneOfMany command, object change, object[] since)
    {
        var before = Given(SomeContact.Added).Shows<Contact>();
        var after = Given(SomeContact.Added, change).Shows<Contact>();
        Contact[] states = [.. since.Select((_, i) => Given([SomeContact.Added, change, .. since.Take(i + 1)]).Shows<Contact>())];
        return Given([SomeContact.Added, change, .. since]).When<Contact>(
            (contact, now) => ChangeOneBackHandler.Handle(new(command.Kind, command.Subject, before, after, states), contact, now));
    }
}
