using System.Text.Json;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>What a bulk change will most likely do to a contact, as lists know it: the contact itself decides when it is done.</summary>
internal sealed class BulkOutlook(BulkPlan plan, FieldValue? value)
{
    /// <summary>Whether nothing is to be done about it.</summary>
    /// <param name="card">The contact.</param>
    /// <param name="n">Its number, from 1: owners take turns.</param>
    public bool IsSo(ContactCard card, long n) => plan.Kind switch
    {
        _ when IsRefusedAsDeleted(card) => false,
        BulkChangeKind.Owner => card.OwnerId == plan.OwnerOf(n),
        BulkChangeKind.AddTag => card.Tags.Contains(plan.Subject!),
        BulkChangeKind.RemoveTag => !card.Tags.Contains(plan.Subject!),
        BulkChangeKind.Stage => card.Stage == plan.Subject,
        BulkChangeKind.Field => HasValue(card),
        BulkChangeKind.Company => card.CompanyId == plan.CompanyId,
        BulkChangeKind.Delete => card.DeletedAt is not null,
        _ => card.DeletedAt is null,
    };

    /// <summary>Whether it is put away, and stays as it is for that.</summary>
    public bool IsRefusedAsDeleted(ContactCard card) =>
        card.DeletedAt is not null && plan.Kind is not (BulkChangeKind.Delete or BulkChangeKind.Restore);

    private bool HasValue(ContactCard card)
    {
        var personal = card.Fields.FirstOrDefault(field => field.Name == plan.Subject);
        var isClear = card.ClearFields.TryGetValue(plan.Subject!, out var clear);
        return value switch
        {
            null => personal is null && !isClear,
            { IsPersonal: true } => personal?.Value.Value == value.Text && personal.Kind == value.Kind,
            _ => isClear && JsonElement.DeepEquals(clear, FieldText.ToJson(value.Text, value.Kind)),
        };
    }
}
