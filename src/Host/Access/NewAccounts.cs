using SalesEngagement.Application.Contacts;
using SalesEngagement.Domain.Users;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>What new companies and users must look like, whoever makes them.</summary>
internal static class NewAccounts
{
    /// <summary>Of people, companies and teams, in characters.</summary>
    public const int LongestName = 200;

    public static (string CompanyName, NewUser Admin) Read(RegisterRequest request, Validation check)
    {
        var company = check.Text(request.CompanyName, "/companyName", LongestName);
        return (company, User(request.Name, request.Email, request.Password, [Role.Admin], company, check));
    }

    public static NewUser Read(AddUserRequest request, string companyName, Validation check)
    {
        check.Require(request.Roles?.Count > 0, "/roles", "must name at least one role");
        return User(request.Name, request.Email, request.Password, request.Roles ?? [], companyName, check) with { TeamId = request.TeamId };
    }

    private static NewUser User(
        string? name, string? email, string? password, IReadOnlyList<Role> roles, string companyName, Validation check)
    {
        var address = email?.Trim() ?? "";
        check.Require(EmailAddressText.Read(email) is not null, "/email", "must be an e-mail address");
        var fullName = check.Text(name, "/name", LongestName);
        Passwords.Check(check, password ?? "", fullName, address, companyName);
        return new(fullName, address, password ?? "", roles);
    }
}
