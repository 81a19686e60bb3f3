using System.Collections.Concurrent;
using SalesEngagement.Faults.Fuzz.Manners;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>Makes, sends and judges the requests. The n-th one depends on the seed and n alone, and on what exists.</summary>
internal sealed class Fuzzer(
    ApiDocument document, Door door, Actors actors, Drafter drafter, AllManners manners, AnswerJudge judge, Tally tally, int seed)
{
    private const int AtOnce = 8;
    private const int MostTries = 60;

    // To hash a password takes as long as fifty other requests: routes that always do have fewer, so that the others have more.
    // What deletes comes last in a round, when nobody beside it needs what is deleted.
    private readonly Operation[] _turns =
        [.. document.Operations.OrderBy(operation => operation.Method == "DELETE").SelectMany(operation => Enumerable.Repeat(operation, HashesAlways(document, operation) ? 1 : 4))];

    private readonly ConcurrentDictionary<int, Operation[]> _rounds = [];

    /// <summary>An answer with success of each route, as it came.</summary>
    public ConcurrentDictionary<Operation, (Draft Draft, Answer Answer)> Samples { get; } = [];

    /// <summary>Sends so many.</summary>
    public Task Run(int requests, Action<int> done, CancellationToken ct)
    {
        var sent = 0;
        return Parallel.ForEachAsync(
            Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (n, stop) =>
            {
                await One(n, stop);
                if (Interlocked.Increment(ref sent) is var now && now % 10_000 == 0)
                    done(now);
            });
    }

    /// <summary>
    /// Asks routes again that no request has reached, as meant and each until it answers with success: what they need may have
    /// been taken away by what was sent to others.
    /// </summary>
    public async Task Again(IEnumerable<Operation> unreached, CancellationToken ct)
    {
        var chance = new Random(seed);
        foreach (var operation in unreached)
        {
            for (var n = 0; n < MostTries && !tally.Succeeded(operation.Name); n++)
                await Judge(drafter.Plain(operation, Actors.Admin, chance, isWhole: n % 2 == 0), n, ct);
        }
    }

    /// <summary>The n-th request.</summary>
    public Draft DraftOf(int n)
    {
        var chance = new Random(unchecked((seed * 1_000_003) + n));
        // The first round is as meant: later, others may have taken away what a route needs.
        var isMeant = n < _turns.Length;
        var operation = _rounds.GetOrAdd(n / _turns.Length, Round)[n % _turns.Length];
        var draft = drafter.Plain(operation, isMeant ? Actors.Admin : Actors.Draw(chance), chance);
        if (!isMeant)
            manners.Spoil(draft, chance);
        return draft;
    }

    // Each round after the first goes another way round: no route always comes right behind one that ends its sign-in.
    private Operation[] Round(int round)
    {
        if (round == 0)
            return _turns;
        var mixed = _turns.Where(operation => operation.Method != "DELETE").ToArray();
        new Random(unchecked((seed * 1_000_033) + round)).Shuffle(mixed);
        return [.. mixed, .. _turns.Where(operation => operation.Method == "DELETE")];
    }

    private static bool HashesAlways(ApiDocument document, Operation operation) => document.MembersOf(operation)
        .Any(member => member == "currentPassword" || (operation.IsOpen && member.EndsWith("password", StringComparison.OrdinalIgnoreCase)));

    private Task One(int n, CancellationToken ct) => Judge(DraftOf(n), n, ct);

    private async Task Judge(Draft draft, int n, CancellationToken ct)
    {
        var answer = await Send(draft, n, ct);
        var faults = judge.Faults(draft, answer).ToList();
        if (answer.IsSuccess && !draft.IsElsewhere && faults.Count == 0)
            Samples.TryAdd(draft.Operation, (draft, answer));
        foreach (var fault in tally.Add(draft.Operation.Name, draft, answer, faults))
            await Shrink(fault, n, ct);
    }

    private async Task<Answer> Send(Draft draft, int n, CancellationToken ct)
    {
        var credential = actors.Credential(draft.Actor, new Random(n));
        var answer = await door.Send(draft, credential, ct);
        if (answer.Status == 401 && !draft.Operation.IsOpen)
            await actors.Renew(draft.Actor, credential, ct);
        return answer;
    }

    /// <summary>Leaves away what the fault does not need.</summary>
    private async Task Shrink(Fault fault, int n, CancellationToken ct)
    {
        for (var tries = 0; tries < MostTries;)
        {
            Draft? smaller = null;
            foreach (var candidate in fault.Smallest.Smaller())
            {
                tries++;
                if (judge.Faults(candidate, await Send(candidate, n, ct)).Contains(fault.What))
                {
                    smaller = candidate;
                    break;
                }
            }

            if (smaller is null)
                return;
            fault.Smallest = smaller;
        }
    }
}
