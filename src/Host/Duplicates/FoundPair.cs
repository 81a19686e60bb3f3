using System.Text.Json;
using System.Text.Json.Serialization;
using SalesEngagement.Domain.Duplicates;

namespace SalesEngagement.Host.Duplicates;

/// <summary>Two contacts that look like one person.</summary>
/// <param name="FirstId">The one with the smaller id.</param>
/// <param name="SecondId">The other.</param>
/// <param name="Score">How likely, and why.</param>
internal sealed record FoundPair(Guid FirstId, Guid SecondId, DuplicateScore Score)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The pair's.</summary>
    public Guid Id => DuplicatePair.IdOf(FirstId, SecondId);

    /// <summary>Reasons as they stand in the row.</summary>
    public static string Written(IReadOnlyList<DuplicateReason> reasons) => JsonSerializer.Serialize(reasons, Json);
}
