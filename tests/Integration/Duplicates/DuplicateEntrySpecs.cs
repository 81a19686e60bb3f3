using SalesEngagement.Integration.Access;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Http;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Duplicates;

/// <summary>Whoever enters somebody is told at once whom that may be already.</summary>
public sealed class DuplicateEntrySpecs(DuplicateHost fixture) : IClassFixture<DuplicateHost>
{
    private const string Refusing = "/contacts?onDuplicate=refuse";

    [Fact]
    public async Task the_answer_says_whom_a_new_contact_may_be_and_why()
    {
        var rep = await fixture.Stranger();
        var first = (await rep.Send(Post, "/contacts", DuplicateRig.Person("William", "Gates", "+14255550111"))).Expect(201);
        first.Json.Hints().ShouldBeEmpty();
        var second = (await rep.Send(Post, "/contacts", DuplicateRig.Person("Bill", "Gates", "+14255550111"))).Expect(201);
        var hint = second.Json.GetProperty("duplicates").EnumerateArray().ShouldHaveSingleItem();
        hint.Text("contactId").ShouldBe(first.Id);
        hint.GetProperty("score").GetInt32().ShouldBeInRange(90, 100);
        hint.Reasons().ShouldBe(["same-phone", "nickname"]);
        (await rep.Send(Get, $"/contacts/{second.Id}")).Expect(200).Json.TryGetProperty("duplicates", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task names_are_found_however_they_are_written_and_the_company_decides()
    {
        var rep = await fixture.Stranger();
        var company = await rep.Company("Stahl");
        var there = await rep.Enter("Jürgen", "Müller", companyId: company);
        await fixture.Settled(rep);
        foreach (var (first, last) in new[] { ("Juergen", "Mueller"), ("Jurgen", "Müler"), ("Müller", "Jürgen") })
            (await rep.Send(Post, "/contacts/duplicates/check", DuplicateRig.Person(first, last, companyId: company))).Expect(200).Json.Hints().ShouldBe([there]);
        (await rep.Send(Post, "/contacts/duplicates/check", DuplicateRig.Person("Petra", "Müller", companyId: company))).Expect(200).Json.Hints().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_check_keeps_nothing_and_takes_forms_that_are_half_filled()
    {
        var rep = await fixture.Stranger();
        var there = await rep.Enter("Grace", "Hopper", email: "grace@navy.example");
        var emails = new[] { new { address = "GRACE@navy.example" } };
        (await rep.Send(Post, "/contacts/duplicates/check", new { emails })).Expect(200).Json.Hints().ShouldBe([there]);
        (await rep.Send(Post, "/contacts/duplicates/check", new { })).Expect(200).Json.Hints().ShouldBeEmpty();
        (await rep.Send(Post, "/contacts/duplicates/check", DuplicateRig.Person("A", "B", "nonsense"))).Expect(422).Pointers.ShouldBe(["/phones/0/number"]);
        (await fixture.Rows(rep, "contact_addresses")).ShouldBe(1);
    }

    [Fact]
    public async Task a_change_of_what_one_is_recognised_by_says_so_too_and_others_do_not()
    {
        var rep = await fixture.Stranger();
        var there = await rep.Enter("Grace", "Hopper", "+14155550100");
        var other = await rep.Enter("Grace", "Hopper", "+14155550999");
        var phones = new[] { new { number = "+14155550100" } };
        (await rep.Send(Patch, $"/contacts/{other}", new { phones })).Expect(200).Json.Hints().ShouldBe([there]);
        (await rep.Send(Patch, $"/contacts/{other}", new { title = "Admiral" })).Expect(200).Json.TryGetProperty("duplicates", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task who_is_likely_there_is_refused_where_that_is_wanted()
    {
        var rep = await fixture.Stranger();
        var person = DuplicateRig.Person("Grace", "Hopper", "+14155550100");
        var added = (await rep.Send(Post, Refusing, person, ("Idempotency-Key", "once"))).Expect(201);
        var refused = (await rep.Send(Post, Refusing, person)).Expect(409);
        refused.Code.ShouldBe("duplicate");
        refused.Json.Hints().ShouldBe([added.Id]);
        refused.Json.GetProperty("duplicates")[0].Reasons().ShouldBe(["same-phone", "same-name"]);
        (await fixture.Rows(rep, "contact_addresses")).ShouldBe(1);
        // The same request is no duplicate of itself.
        (await rep.Send(Post, Refusing, person, ("Idempotency-Key", "once"))).Expect(201).Id.ShouldBe(added.Id);
        // The couple at the same number is another person.
        (await rep.Send(Post, Refusing, DuplicateRig.Person("Vincent", "Hopper", "+14155550100"))).Expect(201);
        (await rep.Send(Post, "/contacts?onDuplicate=ask", person)).Expect(400);
    }

    [Fact]
    public async Task of_two_at_once_on_two_nodes_one_is_refused()
    {
        var rep = await fixture.Stranger();
        await using var twin = fixture.Host.Twin(DuplicateHost.Settings);
        using var there = twin.CreateClient();
        for (var round = 0; round < 6; round++)
        {
            var person = DuplicateRig.Person("Grace", "Hopper", $"+1415555{2000 + round}", $"grace@navy{round}.example");
            var here = rep.Client.Post("/api/v1" + Refusing, person);
            var both = await Task.WhenAll(here, there.Post("/api/v1" + Refusing, person, rep.Token));
            both.Select(answer => (int)answer.StatusCode).Order().ShouldBe([201, 409]);
        }
    }

    [Fact]
    public async Task nobody_is_told_of_contacts_out_of_reach()
    {
        var staff = await Staff.Of(fixture.Host);
        var there = await staff["east rep"].Enter("Grace", "Hopper", "+14155550100", "grace@navy.example");
        await fixture.Settled(staff.Admin);
        var person = DuplicateRig.Person("Grace", "Hopper", "+14155550100", "grace@navy.example");
        (await staff["west rep"].Send(Post, "/contacts/duplicates/check", person)).Expect(200).Json.Hints().ShouldBeEmpty();
        (await staff["east manager"].Send(Post, "/contacts/duplicates/check", person)).Expect(200).Json.Hints().ShouldBe([there]);
        (await staff["west rep"].Send(Post, Refusing, person)).Expect(201);
    }

    [Fact]
    public async Task who_is_put_away_is_nobody_s_duplicate()
    {
        var rep = await fixture.Stranger();
        var there = await rep.Enter("Grace", "Hopper", "+14155550100");
        (await rep.Send(Delete, $"/contacts/{there}")).Expect(204);
        (await rep.Send(Post, Refusing, DuplicateRig.Person("Grace", "Hopper", "+14155550100"))).Expect(201).Json.Hints().ShouldBeEmpty();
    }
}
