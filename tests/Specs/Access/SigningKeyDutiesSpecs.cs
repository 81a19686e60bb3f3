using SalesEngagement.Host.Access;

namespace SalesEngagement.Specs.Access;

/// <summary>Which key signs, which verify, and when the next is due: by the rows and the time alone.</summary>
public sealed class SigningKeyDutiesSpecs
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    // A token's longest life, the clocks' tolerance, and the minute in which a node may not have looked.
    private static readonly TimeSpan TokenCanLive =
        TimeSpan.FromMinutes(AccessOptions.LongestTokenMinutes) + TimeSpan.FromSeconds(30) + SigningKeys.Fresh;

    [Fact]
    public void without_keys_the_first_is_due_and_nothing_verifies()
    {
        var duties = SigningKeyDuties.At([], Start, Month);
        duties.IsNextDue.ShouldBeTrue();
        duties.Signs.ShouldBeNull();
        duties.Verify.ShouldBeEmpty();
    }

    [Fact]
    public void the_first_key_signs_at_once() => Signing(At(0), Key(1, 0)).ShouldBe("key-1");

    [Theory]
    [InlineData(0, "key-1")]
    [InlineData(9, "key-1")]
    [InlineData(10, "key-2")]
    [InlineData(500, "key-2")]
    public void a_later_key_is_announced_before_it_signs(int minutesAfterItWasMade, string signs) =>
        Signing(At(1000 + minutesAfterItWasMade), Key(1, 0), Key(2, 1000)).ShouldBe(signs);

    [Fact]
    public void an_announced_key_is_published_and_verifies() =>
        Verifying(At(1000), Key(1, 0), Key(2, 1000)).ShouldBe(["key-1", "key-2"]);

    [Theory]
    [InlineData(1029, true)]
    [InlineData(1030, false)]
    public void the_one_before_verifies_until_its_last_token_has_died(int minute, bool isTaken) =>
        Verifying(At(minute), Key(1, 0), Key(2, 1000)).Contains("key-1").ShouldBe(isTaken);

    [Theory]
    [InlineData(0, false)]
    [InlineData((30 * 24 * 60) - 1, false)]
    [InlineData(30 * 24 * 60, true)]
    public void the_next_is_due_when_the_newest_is_old(int minute, bool isDue) =>
        SigningKeyDuties.At([Key(1, 0)], At(minute), Month).IsNextDue.ShouldBe(isDue);

    [Fact]
    public void once_the_next_is_announced_no_other_is_due() =>
        SigningKeyDuties.At([Key(1, 0), Key(2, 43_200)], At(43_201), Month).IsNextDue.ShouldBeFalse();

    [Fact]
    public void after_a_revocation_of_all_older_the_new_one_signs_at_once_and_alone()
    {
        var keys = new[] { Key(1, 0, revoked: 1000), Key(2, 990, revoked: 1000), Key(3, 1000) };
        Signing(At(1000), keys).ShouldBe("key-3");
        Verifying(At(1000), keys).ShouldBe(["key-3"]);
    }

    [Fact]
    public void when_all_are_revoked_the_next_is_due() =>
        SigningKeyDuties.At([Key(1, 0, revoked: 5)], At(5), Month).IsNextDue.ShouldBeTrue();

    [Fact]
    public void each_state_has_its_word()
    {
        var keys = new[] { Key(1, 0, revoked: 1), Key(2, 2), Key(3, 1000), Key(4, 1020), Key(5, 1035) };
        var duties = SigningKeyDuties.At(keys, At(1040), Month);
        keys.Select(duties.StateOf).ShouldBe(["revoked", "retired", "verifies", "signs", "announced"]);
    }

    [Fact]
    public void a_key_signs_only_what_was_published_long_enough_before() =>
        (SigningKeyDuties.Announced - SigningKeys.Fresh).ShouldBeGreaterThanOrEqualTo(SigningKeyDuties.Published);

    [Fact]
    public void however_keys_follow_each_other_no_token_outlives_its_key() => Refused(duties => duties.Verify).ShouldBe(0);

    [Fact]
    public void without_the_overlap_some_would() => Refused(duties => [duties.Signs!]).ShouldBeGreaterThan(0);

    /// <summary>Four keys at all kinds of distances, a token signed in every minute: how many are refused at the end of their life.</summary>
    private static int Refused(Func<SigningKeyDuties, IReadOnlyList<SigningKeyRow>> taken)
    {
        int[] gaps = [0, 1, 5, 9, 10, 11, 20, 21, 30, 45];
        var refused = 0;
        foreach (var keys in from a in gaps from b in gaps from c in gaps select new[] { Key(1, 0), Key(2, a), Key(3, a + b), Key(4, a + b + c) })
        {
            for (var minute = 0; minute < 150; minute++)
            {
                var signer = SigningKeyDuties.At(keys.Where(key => key.CreatedAt <= At(minute)), At(minute), Month).Signs!;
                var later = SigningKeyDuties.At(keys, At(minute) + TokenCanLive, Month);
                refused += taken(later).Contains(signer) ? 0 : 1;
            }
        }

        return refused;
    }

    private static DateTimeOffset At(int minute) => Start.AddMinutes(minute);

    private static string? Signing(DateTimeOffset now, params SigningKeyRow[] keys) => SigningKeyDuties.At(keys, now, Month).Signs?.Kid;

    private static IEnumerable<string> Verifying(DateTimeOffset now, params SigningKeyRow[] keys) =>
        SigningKeyDuties.At(keys, now, Month).Verify.Select(key => key.Kid);

    private static SigningKeyRow Key(int number, int minute, int? revoked = null) =>
        new($"key-{number}", number, "master", [], At(minute), revoked is { } at ? At(at) : null);
}
