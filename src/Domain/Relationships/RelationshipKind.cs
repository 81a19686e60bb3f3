namespace SalesEngagement.Domain.Relationships;

/// <summary>
/// What one contact is to another. Each kind has an inverse, the same relationship seen from the other side; one of the two is
/// stored.
/// </summary>
public enum RelationshipKind
{
    ReportsTo,
    ManagerOf,
    WorksWith,
    DecisionMakerOf,
    HasDecisionMaker,
    AssistantOf,
    HasAssistant,
    ReferredBy,
    Referred,
}

/// <summary>How kinds of relationship belong together.</summary>
public static class RelationshipKinds
{
    /// <summary>The same relationship, seen from the other side.</summary>
    public static RelationshipKind Inverse(this RelationshipKind kind) => kind switch
    {
        RelationshipKind.ReportsTo => RelationshipKind.ManagerOf,
        RelationshipKind.ManagerOf => RelationshipKind.ReportsTo,
        RelationshipKind.DecisionMakerOf => RelationshipKind.HasDecisionMaker,
        RelationshipKind.HasDecisionMaker => RelationshipKind.DecisionMakerOf,
        RelationshipKind.AssistantOf => RelationshipKind.HasAssistant,
        RelationshipKind.HasAssistant => RelationshipKind.AssistantOf,
        RelationshipKind.ReferredBy => RelationshipKind.Referred,
        RelationshipKind.Referred => RelationshipKind.ReferredBy,
        _ => kind,
    };

    /// <summary>Whether this one of the two is stored.</summary>
    public static bool IsStored(this RelationshipKind kind) => kind is RelationshipKind.ReportsTo or RelationshipKind.WorksWith
        or RelationshipKind.DecisionMakerOf or RelationshipKind.AssistantOf or RelationshipKind.ReferredBy;
}
