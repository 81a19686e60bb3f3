using System.Text.Json.Nodes;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Contacts;

/// <summary>A contact that was put away is nowhere to be seen, and comes back whole.</summary>
public sealed class SoftDeleteSpecs(SharedHost host) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private TestUser _rep = null!;
    private string _company = "";
    private string _contact = "";
    private string _colleague = "";

    public async ValueTask InitializeAsync()
    {
        _rep = await host.Stranger();
        _company = (await _rep.Send(Post, "/companies", new { name = "Acme" })).Expect(201).Id;
        _contact = (await _rep.Send(Post, "/contacts", Api.Grace())).Expect(201).Id;
        _colleague = (await _rep.Send(Post, "/contacts", Api.Grace("Murray"))).Expect(201).Id;
        (await _rep.Send(Patch, $"/contacts/{_contact}", $$"""{ "companyId": "{{_company}}", "stage": "new" }""")).Expect(200);
        (await _rep.Send(Put, $"/contacts/{_contact}/tags/cobol")).Expect(200);
        (await _rep.Send(Post, $"/contacts/{_contact}/relationships", new { kind = "works-with", contactId = _colleague })).Expect(201);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task it_is_in_no_list_no_company_and_no_relationship()
    {
        // The control: it is in all of them before.
        (await Listings("")).ShouldBe([true, true, true, true, true, true]);
        var position = (await _rep.Send(Delete, $"/contacts/{_contact}")).Expect(204).Position!;
        (await Listings(position)).ShouldBe([false, false, false, false, false, false]);
        (await _rep.Send(Get, "/contacts?deleted=true")).Items.Select(item => item.GetProperty("id").GetString()).ShouldBe([_contact]);
        position = (await _rep.Send(Post, $"/contacts/{_contact}/restore")).Expect(200).Position!;
        (await Listings(position)).ShouldBe([true, true, true, true, true, true]);
    }

    [Fact]
    public async Task no_door_leads_to_it_but_the_one_that_restores()
    {
        (await _rep.Send(Delete, $"/contacts/{_contact}")).Expect(204);
        (await _rep.Send(Get, $"/contacts/{_contact}")).Expect(404);
        (await _rep.Send(Get, $"/contacts/{_contact}/timeline")).Expect(404);
        (await _rep.Send(Get, $"/contacts/{_contact}/relationships")).Expect(404);
        (await _rep.Send(Patch, $"/contacts/{_contact}", """{ "title": "x" }""")).Expect(404);
        (await _rep.Send(Post, $"/contacts/{_contact}/owner", new { ownerId = _rep.UserId })).Expect(404);
        (await _rep.Send(Put, $"/contacts/{_contact}/tags/x")).Expect(404);
        (await _rep.Send(Delete, $"/contacts/{_contact}/tags/navy")).Expect(404);
        (await _rep.Send(Post, $"/contacts/{_contact}/relationships", new { kind = "works-with", contactId = _colleague })).Expect(404);
        (await _rep.Send(Post, $"/contacts/{_colleague}/relationships", new { kind = "reports-to", contactId = _contact })).Expect(422);
        (await _rep.Send(Post, "/calls", new { contactId = _contact })).Expect(404);
        (await _rep.Send(Delete, $"/contacts/{_contact}")).Expect(204);
    }

    [Fact]
    public async Task it_comes_back_whole()
    {
        var before = Bare(await _rep.Send(Get, $"/contacts/{_contact}"));
        (await _rep.Send(Delete, $"/contacts/{_contact}")).Expect(204);
        Bare(await _rep.Send(Post, $"/contacts/{_contact}/restore")).ShouldBe(before);
        Bare(await _rep.Send(Get, $"/contacts/{_contact}")).ShouldBe(before);
        (await _rep.Send(Post, $"/contacts/{_contact}/restore")).Expect(200);
        (await _rep.Send(Get, $"/contacts/{_contact}/timeline")).Expect(200);
    }

    private async Task<bool[]> Listings(string position)
    {
        var shown = new List<bool>();
        foreach (var path in new[]
                 {
                     "/contacts?", "/contacts?tag=cobol&", "/contacts?stage=new&", $"/contacts?companyId={_company}&",
                     $"/companies/{_company}/timeline?", $"/contacts/{_colleague}/relationships?",
                 })
        {
            // The last change is waited for where the list could be behind it.
            var wait = position == "" ? await Newest() : position;
            shown.Add((await _rep.Send(Get, $"{path}minPosition={Uri.EscapeDataString(wait)}")).Expect(200).Text
                .Contains(_contact, StringComparison.Ordinal));
        }

        return [.. shown];
    }

    private async Task<string> Newest() => (await _rep.Send(Post, "/companies", new { name = "Newest" })).Expect(201).Position!;

    /// <summary>Without what a change always changes.</summary>
    private static string Bare(Reply contact)
    {
        var json = JsonNode.Parse(contact.Expect(200).Text)!.AsObject();
        json.Remove("version");
        json.Remove("changedAt");
        return json.ToJsonString();
    }
}
