using SalesEngagement.Application.Calls;
using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.Merges;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Merges;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.Search;
using SalesEngagement.Specs.Contacts;

namespace SalesEngagement.Specs.Merges;

/// <summary>Two contacts become one, field by field.</summary>
public sealed class MergeContactsSpecs
{
    private static readonly ContactAdded Grace = SomeContact.Added;

    private static readonly ContactAdded Twin = Grace with
    {
        LastName = new("Murray"), Title = new FreeText("Commodore"), Phones = [SomeContact.Desk, SomeContact.Mobile with { State = PhoneState.OptedOutElsewhere }],
        Emails = [new(new("Grace@Navy.example"), "private", EmailState.Bounced)], Tags = ["cobol"], Stage = "won", Source = null, OwnerId = Some.Id(),
        Fields = [new("city", new("Omaha"))],
    };

    [Fact]
    public void the_winner_s_values_live_on_and_what_only_one_has_is_taken()
    {
        Merge().Decision.Then(new ContactsMerged(Winner, Loser, ["stage", "fields/city"], Now));
        var merged = Merged();
        (merged.LastName, merged.Title, merged.Stage, merged.Source).ShouldBe((Grace.LastName, Grace.Title, "won", "conference"));
        merged.Fields.Select(field => field.Name).ShouldBe(["rank", "city"]);
    }

    [Fact]
    public void a_choice_lets_the_loser_s_value_live_on()
    {
        var merged = Merged(("title", MergeSide.Loser), ("lastName", MergeSide.Loser), ("ownerId", MergeSide.Loser), ("source", MergeSide.Loser));
        (merged.LastName, merged.Title, merged.OwnerId).ShouldBe((Twin.LastName, Twin.Title, Twin.OwnerId));
        merged.Source.ShouldBe("conference"); // What only the winner has stays, whatever was chosen.
    }

    [Fact]
    public void numbers_addresses_and_tags_are_united_with_the_strictest_of_what_is_known()
    {
        var merged = Merged();
        merged.Phones.ShouldBe([SomeContact.Mobile with { State = PhoneState.OptedOutElsewhere }, SomeContact.Desk]);
        merged.Emails.ShouldBe([SomeContact.Email with { State = EmailState.Bounced }]);
        merged.Tags.ShouldBe(["navy", "cobol"]);
    }

    [Fact]
    public void what_the_winner_knows_more_of_its_own_numbers_is_said_as_its_own_and_the_loser_s_values_as_the_loser_s()
    {
        var facts = Merge().OfWinner;
        facts.Select(fact => fact.GetType()).ShouldBe([typeof(ContactPhonesChanged), typeof(ContactEmailsChanged), typeof(ContactAbsorbed)]);
        ((ContactPhonesChanged)facts[0]).Phones.Select(phone => phone.Number).ShouldBe([SomeContact.Mobile.Number]);
        ((ContactAbsorbed)facts[2]).LoserId.ShouldBe(Loser);
    }

    [Fact]
    public void when_the_loser_is_erased_later_the_past_shows_the_winner_s_own()
    {
        var absorbed = Merge(("title", MergeSide.Loser)).OfWinner.OfType<ContactAbsorbed>().Single();
        var erased = absorbed with
        {
            Title = FreeText.Erased, Names = [new(Id, PersonName.Erased, PersonName.Erased)],
            Phones = [new(PhoneNumber.Erased, "work")], Emails = [new(EmailAddress.Erased, "work")], Fields = [new("city", FreeText.Erased)],
        };
        var contact = Given(Grace, erased).Shows<Contact>();
        (contact.Title, contact.Phones.Count, contact.Emails.Count, contact.OtherNames.Count).ShouldBe((Grace.Title, 1, 1, 0));
        contact.Fields.ShouldBe([SomeContact.Rank]);
        Given(Grace, erased).Shows<ContactSearch>().AllNames().ShouldBe(["Grace Hopper"]);
    }

    [Fact]
    public void lists_and_search_show_the_winner_with_all_and_the_loser_no_more()
    {
        object[] past = [Grace, .. Merge().OfWinner];
        var card = Given(past).Shows<ContactCard>();
        (card.Phones.Count, card.Stage, card.Fields.Count, card.Tags.Count).ShouldBe((2, "won", 2, 2));
        var found = Given(past).Shows<ContactSearch>();
        found.AllNames().ShouldBe(["Grace Hopper", "Grace Murray"]);
        var gone = Given(Twin, new ContactMergedInto(Id, Winner, Now));
        (gone.Shows<ContactCard>().DeletedAt, gone.Shows<ContactCard>().MergedInto).ShouldBe((Now, Winner));
        gone.Shows<ContactSearch>().Keys.ShouldBeEmpty();
        Given(Twin, new ContactMergedInto(Id, Winner, Now), new ContactUnmerged(Id, Winner, Now)).Shows<ContactSearch>().Keys.ShouldNotBeEmpty();
    }

    [Fact]
    public void a_contact_that_was_merged_is_not_merged_again_and_not_changed()
    {
        var past = Given(Twin, new ContactMergedInto(Id, Winner, Now));
        past.When<Contact>((loser, now) => MergeContactsHandler.Handle(Command(), Given(Grace).Shows<Contact>(), loser, now)).ThenRejected("contact-merged");
        past.When<Contact>((winner, now) => MergeContactsHandler.Handle(Command(), winner, Given(Grace).Shows<Contact>(), now)).ThenRejected("contact-merged");
        past.When<Contact>((contact, now) => ChangeContactHandler.Handle(new(FirstName: new("G.")), contact, now)).ThenRejected("contact-merged");
        past.When<Contact>((contact, now) => TagContactHandler.Handle(new("vip"), contact, now)).ThenRejected("contact-merged");
        past.When<Contact>((contact, now) => UntagContactHandler.Handle(new("cobol"), contact, now)).ThenRejected("contact-merged");
        past.When<Contact>((contact, now) => DeleteContactHandler.Handle(new(), contact, now)).ThenRejected("contact-merged");
        past.When<Contact>((contact, now) => RestoreContactHandler.Handle(new(), contact, now)).ThenRejected("contact-merged");
        past.When<Contact>((contact, now) => RequestCallHandler.Handle(new(Loser, null, "", Some.Id()), contact, now)).ThenRejected("contact-merged");
    }

    [Fact]
    public void who_is_put_away_is_not_merged() => Given(Grace, SomeContact.Deleted)
        .When<Contact>((winner, now) => MergeContactsHandler.Handle(Command(), winner, Given(Twin).Shows<Contact>(), now))
        .ThenRejected(Rejection.NotFoundCode);

    [Fact]
    public void nobody_is_merged_with_themselves() => Given(Grace)
        .When<Contact>((winner, now) => MergeContactsHandler.Handle(Command() with { LoserId = Winner }, winner, winner, now))
        .ThenRejected("merge-with-oneself");

    [Fact]
    public void what_would_grow_without_end_is_refused()
    {
        var many = Grace with { Tags = [.. Enumerable.Range(0, MergeContactsHandler.MostOfEach).Select(i => $"{i}")] };
        Given(many).When<Contact>((winner, now) => MergeContactsHandler.Handle(Command(), winner, Given(Twin).Shows<Contact>(), now))
            .ThenRejected("merge-too-large");
    }

    [Fact]
    public void the_preview_tells_conflicts_from_what_only_one_has()
    {
        var fields = MergedField.Of(Given(Grace).Shows<Contact>(), Given(Twin).Shows<Contact>(), new Dictionary<string, MergeSide>())
            .ToDictionary(field => field.Name);
        (fields["title"].IsConflict, fields["title"].Result).ShouldBe((true, Grace.Title));
        (fields["stage"].IsConflict, fields["stage"].Result, fields["stage"].Side).ShouldBe((false, "won", MergeSide.Loser));
        (fields["firstName"].IsConflict, fields["firstName"].Side).ShouldBe((false, MergeSide.Winner));
        fields.ContainsKey("companyId").ShouldBeFalse();
    }

    [Theory]
    [InlineData("title", true)]
    [InlineData("fields/rank", true)]
    [InlineData("fields/", false)]
    [InlineData("phones", false)]
    public void sides_are_chosen_of_single_values_only(string field, bool isChoice) => MergedField.IsChoice(field).ShouldBe(isChoice);

    private static readonly Guid Id = Some.Id();
    private static readonly Guid Winner = Some.Id();
    private static readonly Guid Loser = Some.Id();

    private static MergeContacts Command(params (string Field, MergeSide Side)[] choices) =>
        new(Id, Winner, Loser, choices.ToDictionary(choice => choice.Field, choice => choice.Side));

    private static (Decision Decision, IReadOnlyList<object> OfWinner) Merge(params (string Field, MergeSide Side)[] choices)
    {
        var (command, winner, loser) = (Command(choices), Given(Grace).Shows<Contact>(), Given(Twin).Shows<Contact>());
        return (MergeContactsHandler.Handle(command, winner, loser, Now), MergeFacts.OfWinner(command, winner, loser, Now));
    }

    private static Contact Merged(params (string Field, MergeSide Side)[] choices) =>
        Given([Grace, .. Merge(choices).OfWinner]).Shows<Contact>();
}
