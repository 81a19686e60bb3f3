using SalesEngagement.Application.Contacts;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Specs.Contacts;

public sealed class StageAndTagSpecs
{
    private static readonly ContactAdded Added = SomeContact.Added;
    private static readonly ContactStageChanged Working = new("working", Now);

    [Fact]
    public void a_contact_is_at_another_stage() =>
        Given(Added).When<Contact>(Staging(new("working"))).Then(Working);

    [Fact]
    public void a_contact_is_at_no_stage_any_more() =>
        Given(Added, Working).When<Contact>(Staging(new(To: null))).Then(new ContactStageChanged(null, Now));

    [Fact]
    public void the_same_stage_again_changes_nothing() =>
        Given(Added, Working).When<Contact>(Staging(new("working"))).ThenNothing();

    [Fact]
    public void a_card_shows_the_last_stage()
    {
        Given(Added with { Stage = "new" }).Shows<ContactCard>().Stage.ShouldBe("new");
        Given(Added, Working).Shows<ContactCard>().Stage.ShouldBe("working");
    }

    [Fact]
    public void a_tag_is_put_behind_the_others() =>
        Given(Added).When<Contact>(Tagging("cobol")).Then(new ContactTagsChanged(["navy", "cobol"], Now));

    [Fact]
    public void the_same_tag_again_changes_nothing() => Given(Added).When<Contact>(Tagging("navy")).ThenNothing();

    [Fact]
    public void more_tags_than_a_contact_may_have_are_refused() =>
        Given(Added with { Tags = [.. Enumerable.Range(0, TagContactHandler.MostTags).Select(n => $"{n}")] })
            .When<Contact>(Tagging("one more")).ThenRejected("too-many-tags");

    [Fact]
    public void a_tag_is_taken_off() =>
        Given(Added).When<Contact>(Untagging("navy")).Then(new ContactTagsChanged([], Now));

    [Fact]
    public void a_tag_that_is_not_there_is_taken_off_already() => Given(Added).When<Contact>(Untagging("army")).ThenNothing();

    [Fact]
    public void a_deleted_contact_takes_no_tags_and_keeps_its_own()
    {
        Given(Added, SomeContact.Deleted).When<Contact>(Tagging("x")).ThenRejected(Rejection.NotFoundCode);
        Given(Added, SomeContact.Deleted).When<Contact>(Untagging("navy")).ThenRejected(Rejection.NotFoundCode);
    }

    private static Func<Contact, DateTimeOffset, Decision> Staging(Set<string> stage) =>
        (contact, now) => ChangeContactHandler.Handle(new(Stage: stage), contact, now);

    private static Func<Contact, DateTimeOffset, Decision> Tagging(string tag) =>
        (contact, now) => TagContactHandler.Handle(new(tag), contact, now);

    private static Func<Contact, DateTimeOffset, Decision> Untagging(string tag) =>
        (contact, now) => UntagContactHandler.Handle(new(tag), contact, now);
}
