using SalesEngagement.Domain;
using SalesEngagement.Domain.Relationships;

namespace SalesEngagement.Application.Relationships;

/// <summary>A rep says what one contact is to another.</summary>
public sealed record AddRelationship(Guid ContactId, RelationshipKind Kind, Guid OtherId);

public static class AddRelationshipHandler
{
    public static Decision Handle(AddRelationship command, DateTimeOffset now)
    {
        if (command.ContactId == command.OtherId)
            return Rejection.Because("relationship-with-oneself", "A relationship is between two contacts.");

        var isTurned = command.Kind.Inverse() == command.Kind ? command.OtherId < command.ContactId : !command.Kind.IsStored();
        return isTurned
            ? [new RelationshipAdded(command.OtherId, command.ContactId, command.Kind.Inverse(), now)]
            : [new RelationshipAdded(command.ContactId, command.OtherId, command.Kind, now)];
    }
}
