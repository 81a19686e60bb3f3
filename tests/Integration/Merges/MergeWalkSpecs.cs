using SalesEngagement.Integration.Contacts;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Merges;

/// <summary>Random walks over HTTP: merges, what takes them back, titles and calls in any order, against a plain model.</summary>
public sealed class MergeWalkSpecs(SharedHost host) : IClassFixture<SharedHost>
{
    private const int Steps = 30;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task whatever_is_done_in_whatever_order_each_contact_shows_its_own_and_that_of_the_merged(int seed)
    {
        var chance = new Random(seed);
        var rep = await host.Stranger();
        string[] contacts = [await rep.Person("Ann", "A", "0100"), await rep.Person("Bob", "B", "0101"), await rep.Person("Cy", "C", "0102")];
        var calls = new List<(string Id, int Contact)>();
        var merges = new List<(string Id, int Winner, int Loser, bool IsUndone)>();
        string? position = null;
        for (var step = 0; step < Steps; step++)
        {
            var (one, other) = (chance.Next(3), chance.Next(3));
            var reply = chance.Next(4) switch
            {
                0 when one != other => await Merge(one, other),
                1 when merges.Count > 0 => await Undo(chance.Next(merges.Count)),
                2 => await Call(one),
                _ => await rep.Send(Patch, $"/contacts/{contacts[one]}", new { title = $"title {step}" }),
            };
            reply.Status.ShouldBeOneOf(200, 201, 409);
            position = reply.Position ?? position;
            for (var i = 0; i < 3; i++)
                await Check(i);
        }

        async Task<Reply> Merge(int winner, int loser)
        {
            var reply = await rep.Merge(contacts[winner], contacts[loser]);
            reply.Status.ShouldBe(Into(winner) is null && Into(loser) is null ? 201 : 409, reply.Text);
            if (reply.Status == 201)
                merges.Add((reply.Id, winner, loser, false));
            return reply;
        }

        async Task<Reply> Undo(int nth)
        {
            var (id, winner, loser, isUndone) = merges[nth];
            var reply = await rep.Unmerge(id);
            reply.Status.ShouldBe(isUndone || Into(winner) is null ? 200 : 409, reply.Text);
            merges[nth] = (id, winner, loser, isUndone || reply.Status == 200);
            return reply;
        }

        async Task<Reply> Call(int contact)
        {
            var reply = await rep.Send(Post, "/calls", new { contactId = contacts[contact] });
            reply.Status.ShouldBe(Into(contact) is null ? 201 : 409, reply.Text);
            if (reply.Status == 201)
                calls.Add((reply.Id, contact));
            return reply;
        }

        async Task Check(int contact)
        {
            var shown = await rep.Contact(contacts[contact]);
            shown.TextOrNull("mergedInto").ShouldBe(Into(contact) is null ? null : contacts[Survivor(contact)]);
            if (Into(contact) is not null)
                return;
            int[] together = [.. Enumerable.Range(0, 3).Where(i => Survivor(i) == contact)];
            shown.Numbers().ShouldBe([.. together.Select(i => $"010{i}").Order()]);
            (await rep.Ids($"/calls?contactId={contacts[contact]}&limit=200", position: position)).Order()
                .ShouldBe(calls.Where(call => together.Contains(call.Contact)).Select(call => call.Id).Order());
        }

        int? Into(int contact) => merges.Where(merge => !merge.IsUndone && merge.Loser == contact).Select(merge => (int?)merge.Winner).FirstOrDefault();

        int Survivor(int contact) => Into(contact) is { } into ? Survivor(into) : contact;
    }
}
