using SalesEngagement.Integration.BulkChanges;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Duplicates;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Imports;
using SalesEngagement.Integration.Mail;

namespace SalesEngagement.Integration.Access;

/// <summary>Makes something of each kind that a route can be asked for, so that others can ask for it.</summary>
internal static class Belongings
{
    private static readonly Dictionary<string, Func<TestUser, Staff, Task<Guid>>> Makers = new()
    {
        ["contacts"] = async (owner, _) => (await Staff.Contact(owner)).Id,
        ["companies"] = async (owner, _) =>
            (await owner.Client.Post("/api/v1/companies", new { name = "Acme" }).ShouldBe(201).Json()).GetProperty("id").GetGuid(),
        ["custom-fields"] = async (_, staff) =>
            (await staff.Admin.Client.Post("/api/v1/custom-fields", new { name = $"f{Guid.CreateVersion7():n}", label = "A field", kind = "text" })
                .ShouldBe(201).Json()).GetProperty("id").GetGuid(),
        ["merges"] = async (owner, _) => await Merge(owner),
        ["lists"] = async (owner, _) => await List(owner),
        ["imports"] = async (owner, _) => await Import(owner),
        ["bulk-changes"] = async (owner, staff) => await BulkChange(owner, staff),
        ["exports"] = async (_, staff) =>
            (await staff.Admin.Client.Post("/api/v1/contacts/exports", new { }).ShouldBe(202).Json()).GetProperty("id").GetGuid(),
        ["duplicates"] = async (owner, _) => await Duplicate(owner),
        ["scans"] = async (_, staff) => await Scan(staff.Admin),
        ["calls"] = async (owner, _) => await Call(owner),
        ["users"] = (owner, _) => Task.FromResult(owner.UserId),
        ["invitations"] = async (_, staff) => await MailRig.Invite(staff.Admin, MailRig.NewEmail()),
        ["teams"] = (_, staff) => Task.FromResult(staff.East),
        ["api-keys"] = async (owner, staff) => (await Machine.Of(staff.Host, staff.Admin, owner, ["contacts:read"])).Id,
        ["identity-providers"] = async (_, staff) => await Provider(staff.Admin),
        ["sessions"] = async (owner, _) => Guid.Parse(
            (await owner.Client.Get("/api/v1/auth/sessions").ShouldBe(200).Json()).GetProperty("items")[0].Text("id")),
    };

    private static readonly string[] Reps = ["rep"];

    /// <summary>The collections that ids belong to, as they stand in addresses.</summary>
    public static IReadOnlyCollection<string> Kinds => Makers.Keys;

    /// <summary>Whether these belong to users, so that other teams do not reach them.</summary>
    public static bool AreRecords(string kind) =>
        kind is "contacts" or "duplicates" or "companies" or "lists" or "merges" or "imports" or "bulk-changes" or "calls" or "sessions";

    /// <summary>The id of one, belonging to this user of this company.</summary>
    public static Task<Guid> Make(string kind, TestUser owner, Staff staff) => Makers[kind](owner, staff);

    private static async Task<Guid> Provider(TestUser admin)
    {
        var body = new { name = "Sign-in", issuer = "https://login.acme.example", clientId = "console", defaultRoles = Reps };
        return (await admin.Client.Post("/api/v1/identity-providers", body).ShouldBe(201).Json()).GetProperty("id").GetGuid();
    }

    private static async Task<Guid> List(TestUser owner) =>
        (await owner.Client.Post("/api/v1/lists", new { name = "Mine" }).ShouldBe(201).Json()).GetProperty("id").GetGuid();

    private static async Task<Guid> Merge(TestUser owner)
    {
        var (winner, loser) = (await Staff.Contact(owner), await Staff.Contact(owner));
        return (await owner.Client.Post("/api/v1/contacts/merges", new { winnerId = winner.Id, loserId = loser.Id }).ShouldBe(201).Json())
            .GetProperty("id").GetGuid();
    }

    private static async Task<Guid> Import(TestUser owner)
    {
        var sent = await owner.SendFile(ImportRig.People(1), "dryRun=true").ShouldBe(202).Json();
        return sent.GetProperty("id").GetGuid();
    }

    /// <summary>Of the manager of the owner's team, if they lead one: reps have none.</summary>
    private static async Task<Guid> BulkChange(TestUser owner, Staff staff)
    {
        var asker = owner == staff["east rep"] ? staff["east manager"] : staff.Admin;
        var contact = await Staff.Contact(owner);
        var preview = await asker.Preview(new { ids = new[] { contact.Id } }, new { kind = "add-tag", tag = "vip" });
        return Guid.Parse((await asker.Confirm(preview)).Expect(202).Id);
    }

    private static async Task<Guid> Duplicate(TestUser owner)
    {
        var n = Random.Shared.Next(1_000_000, 9_999_999);
        foreach (var name in new[] { "William", "Bill" })
            await owner.Enter(name, $"Gates {n}", $"+1425{n}");
        var found = Guid.Empty;
        await Eventually.True(async () =>
        {
            var pair = (await owner.Queue()).FirstOrDefault(one => one.GetProperty("contacts")[0].Text("lastName") == $"Gates {n}");
            return pair.ValueKind != System.Text.Json.JsonValueKind.Undefined && Guid.TryParse(pair.Text("id"), out found);
        });
        return found;
    }

    /// <summary>A new one, or the one that is running.</summary>
    private static async Task<Guid> Scan(TestUser admin)
    {
        await admin.Client.Post("/api/v1/contacts/duplicates/scans", body: null);
        return (await admin.Client.Get("/api/v1/contacts/duplicates/scans").ShouldBe(200).Json()).GetProperty("items")[0].GetProperty("id").GetGuid();
    }

    private static async Task<Guid> Call(TestUser owner)
    {
        var contact = await Staff.Contact(owner);
        var call = await owner.Client.Post("/api/v1/calls", new { contactId = contact.Id }).ShouldBe(201).Json();
        return call.GetProperty("id").GetGuid();
    }
}
