using SalesEngagement.Application.Relationships;
using SalesEngagement.Domain.Relationships;
using SalesEngagement.Projections.Relationships;

namespace SalesEngagement.Specs.Relationships;

public sealed class RelationshipSpecs
{
    private static readonly Guid Ann = new("0199a1d2-0000-7000-8000-00000000000a");
    private static readonly Guid Bob = new("0199a1d2-0000-7000-8000-00000000000b");
    private static readonly RelationshipAdded Added = new(Ann, Bob, RelationshipKind.ReportsTo, Now);
    private static readonly RelationshipRemoved Removed = new(Ann, Bob, Now);

    [Fact]
    public void a_kind_that_is_stored_is_stored_as_it_was_said() =>
        AddRelationshipHandler.Handle(new(Ann, RelationshipKind.ReportsTo, Bob), Now).Then(Added);

    [Fact]
    public void its_inverse_is_the_same_relationship() =>
        AddRelationshipHandler.Handle(new(Bob, RelationshipKind.ManagerOf, Ann), Now).Then(Added);

    [Fact]
    public void a_kind_that_looks_the_same_from_both_sides_is_stored_once()
    {
        var together = new RelationshipAdded(Ann, Bob, RelationshipKind.WorksWith, Now);
        AddRelationshipHandler.Handle(new(Ann, RelationshipKind.WorksWith, Bob), Now).Then(together);
        AddRelationshipHandler.Handle(new(Bob, RelationshipKind.WorksWith, Ann), Now).Then(together);
    }

    [Fact]
    public void nobody_is_something_to_themselves() =>
        AddRelationshipHandler.Handle(new(Ann, RelationshipKind.WorksWith, Ann), Now).ThenRejected("relationship-with-oneself");

    [Fact]
    public void every_kind_has_an_inverse_and_one_of_the_two_is_stored()
    {
        foreach (var kind in Enum.GetValues<RelationshipKind>())
        {
            kind.Inverse().Inverse().ShouldBe(kind);
            (kind.IsStored() || kind.Inverse().IsStored()).ShouldBeTrue($"{kind}");
            (kind != kind.Inverse() && kind.IsStored() && kind.Inverse().IsStored()).ShouldBeFalse($"{kind}");
        }
    }

    [Fact]
    public void a_relationship_is_removed_once()
    {
        Given(Added).When<Relationship>((found, now) => RemoveRelationshipHandler.Handle(new(), found, now)).Then(Removed);
        Given(Added, Removed).When<Relationship>((found, now) => RemoveRelationshipHandler.Handle(new(), found, now)).ThenNothing();
    }

    [Fact]
    public void a_card_shows_who_is_what_to_whom_until_it_is_removed()
    {
        var card = Given(Added).Shows<RelationshipCard>();
        (card.ContactId, card.Kind, card.OtherId, card.IsRemoved).ShouldBe((Ann, RelationshipKind.ReportsTo, Bob, false));
        Given(Added, Removed).Shows<RelationshipCard>().IsRemoved.ShouldBeTrue();
    }
}
