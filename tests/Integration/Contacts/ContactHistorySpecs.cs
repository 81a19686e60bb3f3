using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.Integration.Access;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Contacts;

/// <summary>A contact's past: as of any instant, and event by event.</summary>
public sealed class ContactHistorySpecs(StaffFixture fixture) : IClassFixture<StaffFixture>
{
    private const string Long = "2100-01-01T00:00:00Z";

    private static readonly string[] Changes =
    [
        """{ "title": "CEO" }""", """{ "title": null }""", """{ "lastName": "Murray" }""", """{ "phones": [{ "number": "+4930901820" }] }""",
        """{ "phones": [] }""", """{ "emails": [] }""", """{ "tags": ["a", "b"] }""", """{ "fields": { "rank": "O-8", "year": "1906" } }""",
        """{ "fields": { "rank": null } }""", """{ "stage": "working" }""", """{ "timeZone": null }""", """{ "timeZone": "Asia/Tokyo" }""",
        """{ "title": "VP", "stage": null, "tags": [] }""",
    ];

    private readonly Staff _staff = fixture.Staff;
    private readonly TestUser _rep = fixture.Staff["west rep"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task as_of_any_instant_a_contact_is_what_it_was_then(int seed)
    {
        var random = new Random(seed);
        var added = (await _rep.Send(Post, "/contacts", Api.Grace())).Expect(201);
        List<(long Version, string? Text)> captured = [(1, added.Contact)];
        for (var i = 0; i < 20; i++)
            captured.Add(await Change(added.Id, random, isDeleted: captured[^1].Text is null));

        var times = (await History(added.Id)).ToDictionary(
            entry => entry.GetProperty("version").GetInt64(), entry => entry.GetProperty("at").GetDateTimeOffset());
        var (first, last) = (times.Values.Min().AddMilliseconds(-20), times.Values.Max().AddMilliseconds(20));
        for (var i = 0; i < 40; i++)
        {
            var t = i < times.Count ? times.Values.ElementAt(i) : first + random.NextDouble() * (last - first);
            var then = captured.LastOrDefault(state => times[state.Version] <= t);
            var answer = await AsOf(added.Id, t);
            if (then.Text is null)
                answer.Expect(404);
            else
                answer.Expect(200).Contact.ShouldBe(then.Text, $"seed {seed}, {t:O}");
        }
    }

    [Fact]
    public async Task a_contact_that_is_deleted_now_is_shown_as_it_was_while_it_was_there()
    {
        var added = (await _rep.Send(Post, "/contacts", Api.Grace())).Expect(201);
        (await _rep.Send(Delete, $"/contacts/{added.Id}")).Expect(204);
        var at = (await History(added.Id))[^1].GetProperty("at").GetDateTimeOffset();
        (await AsOf(added.Id, at)).Expect(200).Contact.ShouldBe(added.Contact);
        (await AsOf(added.Id, at.AddSeconds(-1))).Expect(404);
        (await _rep.Send(Get, $"/contacts/{added.Id}?asOf={Long}")).Expect(404);
        (await _rep.Send(Get, $"/contacts/{added.Id}?asOf=yesterday")).Expect(400);
    }

    [Fact]
    public async Task who_does_not_reach_a_contact_now_does_not_reach_its_past()
    {
        var id = (await Staff.Contact(_staff["east rep"])).Id;
        (await _rep.Send(Get, $"/contacts/{id}?asOf={Long}")).Expect(404);
        (await _staff["east rep"].Send(Get, $"/contacts/{id}?asOf={Long}")).Expect(200);
        (await _staff.Admin.Send(Post, $"/contacts/{id}/owner", new { ownerId = _rep.UserId })).Expect(200);
        (await _rep.Send(Get, $"/contacts/{id}?asOf={Long}")).Expect(200);
        (await _staff["east rep"].Send(Get, $"/contacts/{id}?asOf={Long}")).Expect(404);
    }

    [Fact]
    public async Task every_event_tells_who_when_and_what_was_before_and_after()
    {
        var acme = (await _rep.Send(Post, "/companies", new { name = "Acme" })).Expect(201).Id;
        var id = (await _rep.Send(Post, "/contacts", Api.Grace())).Expect(201).Id;
        (await _rep.Send(Patch, $"/contacts/{id}", """{ "title": "CEO", "fields": { "rank": null, "a/b": "c" } }""")).Expect(200);
        (await _staff.Admin.Send(Patch, $"/contacts/{id}", $$"""{ "companyId": "{{acme}}" }""")).Expect(200);
        (await _rep.Send(Delete, $"/companies/{acme}")).Expect(204);

        var (company, details, added) = (await History(id)) switch { [var third, var second, var first] => (third, second, first), _ => default };
        company.GetProperty("event").GetString().ShouldBe("contact_company_changed");
        company.GetProperty("by").GetString().ShouldBe($"{_staff.Admin.UserId}");
        company.GetProperty("correlationId").GetString().ShouldNotBeNullOrEmpty();
        company.GetProperty("causationId").GetString().ShouldNotBeNullOrEmpty();
        Told(company).ShouldBe([$"/companyId  -> \"{acme}\"", "/companyName  -> \"Acme\""]);
        Told(details).ShouldBe(["/fields/a~1b  -> \"c\"", "/fields/rank \"O-7\" -> ", "/title \"Rear Admiral\" -> \"CEO\""]);
        added.GetProperty("event").GetString().ShouldBe("contact_added");
        Told(added).ShouldContain("/lastName  -> \"Hopper\"");
    }

    [Fact]
    public async Task the_history_is_for_compliance_and_admins_in_pages_and_each_look_is_in_the_audit_trail()
    {
        var id = (await _rep.Send(Post, "/contacts", Api.Grace())).Expect(201).Id;
        (await _rep.Send(Patch, $"/contacts/{id}", Changes[0])).Expect(200);
        (await _rep.Send(Delete, $"/contacts/{id}")).Expect(204);
        foreach (var who in new[] { _rep, _staff["west manager"], _staff["analyst"] })
            (await who.Send(Get, $"/contacts/{id}/history")).Expect(403);

        var first = (await _staff["compliance"].Send(Get, $"/contacts/{id}/history?limit=2")).Expect(200);
        var next = first.Json.GetProperty("next").GetString();
        var second = (await _staff["compliance"].Send(Get, $"/contacts/{id}/history?limit=2&cursor={next}")).Expect(200);
        first.Items.Concat(second.Items).Select(entry => entry.GetProperty("version").GetInt64()).ShouldBe([3, 2, 1]);

        await Daemon.Eventually.True(async () =>
            (await _staff.Admin.Send(Get, $"/security/audit/trail?subject={id}&action=personal-data-read")).Expect(200).Items
                .Count(entry => entry.GetProperty("actor").GetString() == $"{_staff["compliance"].UserId}") == 2);
    }

    [Fact]
    public async Task what_was_erased_reads_as_erased_in_the_past_too()
    {
        var id = (await _rep.Send(Post, "/contacts", Api.Grace("Erasable"))).Expect(201).Id;
        (await _rep.Send(Patch, $"/contacts/{id}", """{ "lastName": "Erasable-Too" }""")).Expect(200);
        await _staff.Host.Services.GetRequiredService<IPrivacy>().Erase($"{_rep.TenantId}", id, Ct);
        var history = (await _staff.Admin.Send(Get, $"/contacts/{id}/history")).Expect(200);
        history.Text.ShouldNotContain("Erasable");
        history.Text.ShouldContain("erased");
        (await _rep.Send(Get, $"/contacts/{id}?asOf={Long}")).Expect(200).Text.ShouldNotContain("Erasable");
    }

    private async Task<(long Version, string? Text)> Change(string id, Random random, bool isDeleted)
    {
        if (isDeleted)
            return State(await _rep.Send(Post, $"/contacts/{id}/restore"));
        if (random.Next(6) > 0)
            return State(await _rep.Send(Patch, $"/contacts/{id}", Changes[random.Next(Changes.Length)]));
        var deleted = (await _rep.Send(Delete, $"/contacts/{id}")).Expect(204);
        return (VersionOf(deleted), null);
    }

    private static (long, string) State(Reply answer) => (VersionOf(answer.Expect(200)), answer.Contact);

    private static long VersionOf(Reply answer) => long.Parse(answer.ETag!.Trim('"'), System.Globalization.CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<JsonElement>> History(string id) =>
        [.. (await _staff.Admin.Send(Get, $"/contacts/{id}/history?limit=200")).Expect(200).Items];

    private Task<Reply> AsOf(string id, DateTimeOffset t) =>
        _rep.Send(Get, $"/contacts/{id}?asOf={Uri.EscapeDataString(t.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", System.Globalization.CultureInfo.InvariantCulture))}");

    private static IEnumerable<string> Told(JsonElement entry) => entry.GetProperty("changes").EnumerateArray()
        .Select(change => $"{change.GetProperty("member").GetString()} {Raw(change, "before")} -> {Raw(change, "after")}");

    private static string Raw(JsonElement change, string member) => change.TryGetProperty(member, out var value) ? value.GetRawText() : "";
}
