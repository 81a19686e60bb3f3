using System.Text.Json;
using System.Text.Json.Serialization;
using SalesEngagement.Domain.BulkChanges;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>What is done to each contact, as it is kept. A field's value stands beside it (<see cref="BulkPlanValue"/>).</summary>
/// <param name="Kind">What.</param>
/// <param name="Subject">The tag, the stage (null: none any more), or the field's name.</param>
/// <param name="OwnerIds">Who become responsible, in turn.</param>
/// <param name="CompanyId">The company; null: none any more.</param>
internal sealed record BulkPlan(
    [property: JsonConverter(typeof(JsonStringEnumConverter<BulkChangeKind>))] BulkChangeKind Kind,
    string? Subject = null,
    IReadOnlyList<Guid>? OwnerIds = null,
    Guid? CompanyId = null)
{
    /// <summary>Who becomes responsible for the item with this number, from 1.</summary>
    public Guid? OwnerOf(long n) => OwnerIds is { Count: > 0 } owners ? owners[(int)((n - 1) % owners.Count)] : null;

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);
}

/// <summary>A field's value as it was sent.</summary>
internal sealed record BulkPlanValue(JsonElement? Sent)
{
    /// <summary>As it is encrypted; null without one.</summary>
    public byte[]? ToBytes() => Sent is { } value ? JsonSerializer.SerializeToUtf8Bytes(value) : null;

    /// <summary>Never the value.</summary>
    public override string ToString() => nameof(BulkPlanValue);

    public static BulkPlanValue Of(byte[]? bytes) => new(bytes is null ? null : JsonElement.Parse(bytes));
}
