using SalesEngagement.Domain.Contacts;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.Specs.Merges;

/// <summary>What a contact has of another comes by one event of its own: whoever keeps contacts' values must fold it.</summary>
public sealed class AbsorbedFoldSpecs
{
    private static readonly Type[] Values = [typeof(ContactPhonesChanged), typeof(ContactEmailsChanged), typeof(ContactOwnerAssigned), typeof(ContactTagsChanged)];

    [Fact]
    public void whoever_folds_values_of_contacts_folds_what_they_absorbed() => House.Repository.Projections.GetTypes()
        .Where(type => type.IsDefined(typeof(ReadModelAttribute), inherit: false))
        .Append(typeof(Contact))
        .Where(type => Fold.FactsOf(type).Intersect(Values).Any() && !Fold.FactsOf(type).Contains(typeof(ContactAbsorbed)))
        .ShouldBeEmpty();
}
