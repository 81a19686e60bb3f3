using SalesEngagement.EventStore.Folding;
using SalesEngagement.Projections.Access;

namespace SalesEngagement.Specs.House;

/// <summary>Every change is in the audit trail: a new kind of event has to say what it is called there.</summary>
public sealed class AuditTrailSpecs
{
    [Fact]
    public void every_event_is_an_entry_of_the_audit_trail() =>
        Repository.Facts.Values.Except(Fold.FactsOf<AuditEntry>()).Select(fact => fact.Name).ShouldBeEmpty();
}
