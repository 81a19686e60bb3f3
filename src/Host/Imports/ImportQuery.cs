using Microsoft.AspNetCore.Mvc;

namespace SalesEngagement.Host.Imports;

/// <summary>What the sender of a file wants and knows; what is not said is found out.</summary>
/// <param name="DryRun">Whether rows are only looked at until somebody confirms.</param>
/// <param name="OnMatch"><c>skip</c> (unless said) or <c>update</c>: what rows about people do who are there already.</param>
/// <param name="Mapping">JSON: the name of a column, or its number from 1, to what it is for (<c>{ "Handy": "phone:mobile" }</c>); what is not named is suggested.</param>
/// <param name="Encoding"><c>utf-8</c>, <c>utf-16le</c>, <c>utf-16be</c> or <c>windows-1252</c>.</param>
/// <param name="Delimiter"><c>comma</c>, <c>semicolon</c>, <c>tab</c> or <c>pipe</c>.</param>
/// <param name="Header">Whether the first row names the columns.</param>
/// <param name="Country">Two letters, for numbers without a country code.</param>
/// <param name="OwnerId">Whose contacts they become; the sender's unless said.</param>
/// <param name="Tags">For all of them, with commas between.</param>
/// <param name="Source">For those whose row says none.</param>
internal sealed record ImportQuery(
    [FromQuery(Name = "dryRun")] bool? DryRun,
    [FromQuery(Name = "onMatch")] string? OnMatch,
    [FromQuery(Name = "mapping")] string? Mapping,
    [FromQuery(Name = "encoding")] string? Encoding,
    [FromQuery(Name = "delimiter")] string? Delimiter,
    [FromQuery(Name = "header")] bool? Header,
    [FromQuery(Name = "country")] string? Country,
    [FromQuery(Name = "ownerId")] Guid? OwnerId,
    [FromQuery(Name = "tags")] string? Tags,
    [FromQuery(Name = "source")] string? Source);
