using System.Text.Json;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Routes;

/// <summary>A company to add.</summary>
internal sealed record NewCompany(
    string? Name,
    string? Domain = null,
    string? Phone = null,
    AddressBody? Address = null,
    string? Industry = null,
    string? TimeZone = null,
    Guid? OwnerId = null,
    IReadOnlyList<string?>? Tags = null,
    IReadOnlyDictionary<string, JsonElement>? Fields = null);

/// <summary>Where a company is; <c>country</c> in two letters (ISO 3166-1).</summary>
internal sealed record AddressBody(
    string? Street = null, string? City = null, string? Region = null, string? PostalCode = null, string? Country = null);

/// <summary>What is to change of a company.</summary>
internal sealed class CompanyPatch : MergePatch
{
    public string? Name { get; set => field = Sent(value, "name"); }

    public string? Domain { get; set => field = Sent(value, "domain"); }

    public string? Phone { get; set => field = Sent(value, "phone"); }

    public AddressPatch? Address { get; set => field = Sent(value, "address"); }

    public string? Industry { get; set => field = Sent(value, "industry"); }

    public string? TimeZone { get; set => field = Sent(value, "timeZone"); }

    public Guid? OwnerId { get; set => field = Sent(value, "ownerId"); }

    public IReadOnlyList<string?>? Tags { get; set => field = Sent(value, "tags"); }

    public IReadOnlyDictionary<string, JsonElement>? Fields { get; set => field = Sent(value, "fields"); }
}

/// <summary>What is to change of an address.</summary>
internal sealed class AddressPatch : MergePatch
{
    public string? Street { get; set => field = Sent(value, "street"); }

    public string? City { get; set => field = Sent(value, "city"); }

    public string? Region { get; set => field = Sent(value, "region"); }

    public string? PostalCode { get; set => field = Sent(value, "postalCode"); }

    public string? Country { get; set => field = Sent(value, "country"); }
}
