using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>One's own sign-ins: seen, ended one by one, ended everywhere.</summary>
public sealed class SessionSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Sessions = "/api/v1/auth/sessions";

    [Fact]
    public async Task open_sign_ins_are_listed_and_this_one_is_marked()
    {
        var first = await api.Host.Register();
        var second = await api.Host.Again(first);
        var listed = await second.Client.Get(Sessions).ShouldBe(200).Json();
        var items = listed.GetProperty("items").EnumerateArray().ToList();
        items.Count.ShouldBe(2);
        items[0].GetProperty("current").GetBoolean().ShouldBeTrue();
        items[1].GetProperty("current").GetBoolean().ShouldBeFalse();
        items.ShouldAllBe(item => item.Text("method") == "password");
    }

    [Fact]
    public async Task a_sign_in_is_ended_from_another_place_and_again_changes_nothing()
    {
        var lost = await api.Host.Register();
        var here = await api.Host.Again(lost);
        var listed = await here.Client.Get(Sessions).ShouldBe(200).Json();
        var id = listed.GetProperty("items")[1].Text("id");

        await here.Client.Send(HttpMethod.Delete, $"{Sessions}/{id}").ShouldBe(204);
        await here.Client.Send(HttpMethod.Delete, $"{Sessions}/{id}").ShouldBe(204);
        await lost.Client.Get("/api/v1/auth/me").ShouldBeRefused(401, "unauthenticated");
        await Refresh(lost).ShouldBeRefused(401, "invalid-refresh-token");
        await here.Client.Get("/api/v1/auth/me").ShouldBe(200);
    }

    [Fact]
    public async Task signing_out_everywhere_ends_every_sign_in_of_that_user_alone()
    {
        var admin = await api.Host.Register();
        var rep = await api.Host.AddUser(admin, "rep");
        var again = await api.Host.Again(rep);
        await rep.Client.Post("/api/v1/auth/logout-everywhere", body: null).ShouldBe(204);
        foreach (var ended in new[] { rep, again })
        {
            await ended.Client.Get("/api/v1/auth/me").ShouldBeRefused(401, "unauthenticated");
            await Refresh(ended).ShouldBeRefused(401, "invalid-refresh-token");
        }

        await admin.Client.Get("/api/v1/auth/me").ShouldBe(200);
        (await api.Host.Again(rep)).Token.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task the_sign_ins_of_others_are_not_there()
    {
        var admin = await api.Host.Register();
        var rep = await api.Host.AddUser(admin, "rep");
        var theirs = (await rep.Client.Get(Sessions).ShouldBe(200).Json()).GetProperty("items")[0].Text("id");
        var stranger = await api.Host.Register();
        await admin.Client.Send(HttpMethod.Delete, $"{Sessions}/{theirs}").ShouldBeRefused(404, "not-found");
        await stranger.Client.Send(HttpMethod.Delete, $"{Sessions}/{theirs}").ShouldBeRefused(404, "not-found");
        await rep.Client.Get("/api/v1/auth/me").ShouldBe(200);
    }

    private Task<HttpResponseMessage> Refresh(TestUser user) =>
        api.Client.Post("/api/v1/auth/refresh", new { refreshToken = user.RefreshToken });
}
