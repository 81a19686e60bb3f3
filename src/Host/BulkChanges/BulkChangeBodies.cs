using System.Text.Json;
using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.Host.Routes;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>A bulk change to look at before it is done.</summary>
/// <param name="Selection">Which contacts.</param>
/// <param name="Change">What to do to each.</param>
internal sealed record NewPreview(SelectionBody? Selection, ChangeBody? Change);

/// <summary>Which contacts; exactly one member is there.</summary>
/// <param name="Ids">These; at most 10,000.</param>
/// <param name="Filter">Those that <c>GET /contacts</c> lists with the same filters.</param>
/// <param name="Search">Those that a dynamic list with this search would find.</param>
/// <param name="ListId">Those on this list.</param>
internal sealed record SelectionBody(
    IReadOnlyList<Guid>? Ids = null, FilterBody? Filter = null, SearchBody? Search = null, Guid? ListId = null);

/// <summary>The filters of the list of contacts; absent stands for any.</summary>
internal sealed record FilterBody(
    Guid? OwnerId = null, Guid? TeamId = null, string? Tag = null, Guid? CompanyId = null, string? Stage = null, string? TimeZone = null,
    bool? Deleted = null, SpanBody? CreatedAt = null, SpanBody? TouchedAt = null, IReadOnlyDictionary<string, FieldQuery>? Fields = null);

/// <summary>A span of time.</summary>
/// <param name="Gte">From this instant on.</param>
/// <param name="Lt">Before this instant.</param>
internal sealed record SpanBody(DateTimeOffset? Gte = null, DateTimeOffset? Lt = null);

/// <summary>What to do to each contact. Which members there are depends on the kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="OwnerIds"><c>owner</c>: one user, or several in turn.</param>
/// <param name="TeamId"><c>owner</c>: instead of users, the active users of this team in turn.</param>
/// <param name="Tag"><c>add-tag</c>, <c>remove-tag</c>: the tag.</param>
/// <param name="Stage"><c>stage</c>: the stage; absent: none any more.</param>
/// <param name="Fields"><c>field</c>: one field and its value by its definition; null: none any more.</param>
/// <param name="CompanyId"><c>company</c>: the company; absent: none any more.</param>
internal sealed record ChangeBody(
    BulkChangeKind? Kind,
    IReadOnlyList<Guid>? OwnerIds = null,
    Guid? TeamId = null,
    string? Tag = null,
    string? Stage = null,
    IReadOnlyDictionary<string, JsonElement>? Fields = null,
    Guid? CompanyId = null)
{
    /// <summary>The value of the one field; null: none any more, or no field.</summary>
    internal JsonElement? FieldValue => Fields is { Count: 1 } && Fields.Values.Single() is { ValueKind: not JsonValueKind.Null } value ? value : null;
}

/// <summary>The preview that is to be carried out.</summary>
internal sealed record ConfirmBody(string? Token);
