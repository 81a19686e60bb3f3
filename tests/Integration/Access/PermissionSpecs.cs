using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.Host.Access;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>Each route says who may call it, once, and the documentation repeats it.</summary>
public sealed class PermissionSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task a_route_that_does_not_say_who_may_call_it_keeps_the_program_from_starting()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/open", () => "").IsOpen("anybody may");
        app.MapGet("/needs", () => "").Needs(Permission.ReadContacts);
        app.AssertPermissions();

        app.MapGet("/silent", () => "");
        Should.Throw<InvalidOperationException>(app.AssertPermissions).Message.ShouldContain("/silent");
    }

    [Fact]
    public void open_and_closed_at_once_or_open_without_a_reason_is_not_said()
    {
        IsStated(new RouteAccess.Needed(Permission.ReadCalls)).ShouldBeTrue();
        IsStated(new RouteAccess.Needed(Permission.ReadCalls), new AllowAnonymousAttribute()).ShouldBeFalse();
        IsStated(new AllowAnonymousAttribute()).ShouldBeFalse();
        IsStated(new RouteAccess.Needed(Permission.ReadCalls), new RouteAccess.Needed(Permission.Operate)).ShouldBeFalse();
    }

    [Fact]
    public void the_page_of_permissions_is_what_the_routes_say()
    {
        var path = Path.Combine(Root(), PermissionsPage.File);
        var page = PermissionsPage.Of(api.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>());
        if (Environment.GetEnvironmentVariable("UPDATE_PERMISSIONS_PAGE") == "1")
            File.WriteAllText(path, page);
        File.ReadAllText(path).ShouldBe(page, "Set UPDATE_PERMISSIONS_PAGE=1 and run this spec once to write it.");
    }

    [Fact]
    public void every_permission_has_somebody_and_a_name_of_its_own()
    {
        Permission.All.ShouldAllBe(permission => permission.Roles.Count > 0);
        Permission.All.Select(permission => permission.Name).ShouldBeUnique();
        Permission.All.ShouldAllBe(permission => Permission.Named(permission.Name) == permission);
    }

    private static bool IsStated(params object[] metadata) =>
        RouteAccess.IsStated(new Endpoint(_ => Task.CompletedTask, new EndpointMetadataCollection(metadata), "a route"));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SalesEngagement.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
