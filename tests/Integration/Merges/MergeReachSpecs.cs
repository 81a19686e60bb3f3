using SalesEngagement.Integration.Access;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Http;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Merges;

/// <summary>A merge is seen, made and taken back by who reaches both contacts.</summary>
public sealed class MergeReachSpecs(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task both_contacts_must_be_within_reach()
    {
        var staff = await Staff.Of(fixture.Host);
        var (rep, admin) = (staff["west rep"], staff.Admin);
        var (mine, theirs) = ($"{(await Staff.Contact(rep)).Id}", $"{(await Staff.Contact(staff["east rep"])).Id}");
        (await rep.Merge(mine, theirs)).Expect(404);
        (await rep.Preview(theirs, mine)).Expect(404);
        var merge = (await admin.Merge(mine, theirs)).Expect(201).Id;
        (await rep.Send(Get, $"/contacts/merges/{merge}")).Expect(404);
        (await rep.Unmerge(merge)).Expect(404);
        (await rep.Ids($"/contacts/merges?contactId={mine}")).ShouldBeEmpty();
        (await rep.Send(Get, $"/contacts/merges?contactId={theirs}")).Expect(404);
        (await admin.Ids("/contacts/merges")).ShouldBe([merge]);
        (await staff["compliance"].Send(Post, $"/contacts/merges/{merge}/undo")).Expect(403);
        (await admin.Unmerge(merge)).Expect(200);
    }
}
