using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain;
using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Application.BulkChanges;

/// <summary>What a bulk change does to one of its contacts: the command that somebody would give for this contact alone.</summary>
/// <param name="Kind">Which.</param>
/// <param name="OwnerId">Who becomes responsible.</param>
/// <param name="Subject">The tag, the stage (null: none any more), or the field's name.</param>
/// <param name="Value">The field's value; null: none any more.</param>
/// <param name="Company">The company; null: none any more.</param>
public sealed record ChangeOneOfMany(
    BulkChangeKind Kind, Guid? OwnerId = null, string? Subject = null, FieldValue? Value = null, CompanyChoice? Company = null);

public static class ChangeOneOfManyHandler
{
    public static Decision Handle(ChangeOneOfMany command, Contact contact, DateTimeOffset now) => command.Kind switch
    {
        BulkChangeKind.AddTag => TagContactHandler.Handle(new(command.Subject!), contact, now),
        BulkChangeKind.RemoveTag => UntagContactHandler.Handle(new(command.Subject!), contact, now),
        BulkChangeKind.Delete => DeleteContactHandler.Handle(new(), contact, now),
        BulkChangeKind.Restore => RestoreContactHandler.Handle(new(), contact, now),
        _ => ChangeContactHandler.Handle(Patch(command), contact, now),
    };

    private static ChangeContact Patch(ChangeOneOfMany command) => command.Kind switch
    {
        BulkChangeKind.Owner => new(OwnerId: command.OwnerId),
        BulkChangeKind.Stage => new(Stage: new(command.Subject)),
        BulkChangeKind.Field => new(Fields: new Dictionary<string, FieldValue?> { [command.Subject!] = command.Value }),
        _ => new(Company: new(command.Company)),
    };
}
