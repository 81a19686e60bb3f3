using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain;
using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Application.BulkChanges;

/// <summary>What a bulk change did to one contact is taken back, unless it was changed since.</summary>
/// <param name="Kind">What it did.</param>
/// <param name="Subject">The tag, or the field's name.</param>
/// <param name="Before">The contact before it.</param>
/// <param name="After">The contact right after it.</param>
/// <param name="Since">The contact after each event since, in their order.</param>
public sealed record ChangeOneBack(
    BulkChangeKind Kind, string? Subject, Contact Before, Contact After, IReadOnlyList<Contact> Since);

public static class ChangeOneBackHandler
{
    /// <summary>Why a contact keeps what it has.</summary>
    public const string ChangedSince = "changed-since";

    public static Decision Handle(ChangeOneBack command, Contact contact, DateTimeOffset now)
    {
        var done = Aspect(command, command.After);
        return command.Since.All(state => Equals(Aspect(command, state), done))
            ? ChangeOneOfManyHandler.Handle(Inverse(command), contact, now)
            : Rejection.Because(ChangedSince, "Somebody has changed it since.");
    }

    /// <summary>The part of a contact that the change is about.</summary>
    private static object? Aspect(ChangeOneBack command, Contact contact) => command.Kind switch
    {
        BulkChangeKind.Owner => contact.OwnerId,
        BulkChangeKind.AddTag or BulkChangeKind.RemoveTag => contact.Tags.Contains(command.Subject),
        BulkChangeKind.Stage => contact.Stage,
        BulkChangeKind.Field => ValueOf(contact, command.Subject!),
        BulkChangeKind.Company => contact.CompanyId,
        _ => contact.IsDeleted,
    };

    private static ChangeOneOfMany Inverse(ChangeOneBack command) => command.Kind switch
    {
        BulkChangeKind.Owner => new(command.Kind, OwnerId: command.Before.OwnerId),
        BulkChangeKind.AddTag => new(BulkChangeKind.RemoveTag, Subject: command.Subject),
        BulkChangeKind.RemoveTag => new(BulkChangeKind.AddTag, Subject: command.Subject),
        BulkChangeKind.Stage => new(command.Kind, Subject: command.Before.Stage),
        BulkChangeKind.Field => new(command.Kind, Subject: command.Subject, Value: ValueOf(command.Before, command.Subject!)),
        BulkChangeKind.Company => new(command.Kind, Company: CompanyChoice.Of(command.Before)),
        BulkChangeKind.Delete => new(BulkChangeKind.Restore),
        _ => new(BulkChangeKind.Delete),
    };

    private static FieldValue? ValueOf(Contact contact, string name) =>
        contact.Fields.FirstOrDefault(one => one.Name == name) is { } field ? new(field.Value.Value, field.Kind)
        : contact.ClearFields.FirstOrDefault(one => one.Name == name) is { } clear ? new(clear.Value, clear.Kind, IsPersonal: false)
        : null;
}
