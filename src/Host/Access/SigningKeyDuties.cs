namespace SalesEngagement.Host.Access;

/// <summary>
/// Which key does what at an instant. A pure function of the rows and the time, so all nodes come to the same answer:
/// a new key is announced before it signs, and the one before it verifies until its last token has died.
/// </summary>
internal sealed class SigningKeyDuties
{
    /// <summary>How long clients may keep <c>/.well-known/jwks.json</c>.</summary>
    public static readonly TimeSpan Published = TimeSpan.FromMinutes(5);

    /// <summary>From its making until a key signs: every client and node knows it by then, also with a wrong clock.</summary>
    public static readonly TimeSpan Announced = TimeSpan.FromMinutes(10);

    /// <summary>From its last signature until a key is not needed any more: a token's life, and as much for wrong clocks.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(20);

    private readonly List<SigningKeyRow> _alive;
    private readonly DateTimeOffset _now;

    private SigningKeyDuties(IEnumerable<SigningKeyRow> keys, DateTimeOffset now, TimeSpan signsFor)
    {
        _now = now;
        _alive = [.. keys.Where(key => key.RevokedAt is null).OrderBy(key => key.CreatedAt).ThenBy(key => key.Number)];
        // Only the first key of all, or of a new beginning after a revocation, signs without having been announced.
        Signs = _alive.FindLast(key => SignsFrom(key) <= now) ?? _alive.FirstOrDefault();
        Verify = [.. _alive.Where((key, i) => !_alive.Skip(i + 1).Any(newer => SignsFrom(newer) + Overlap <= now))];
        IsNextDue = _alive is [] || _alive[^1].CreatedAt + signsFor <= now;
    }

    /// <summary>The key that signs; null when there is none yet.</summary>
    public SigningKeyRow? Signs { get; }

    /// <summary>Those whose tokens are taken, and which are published: the announced one too.</summary>
    public IReadOnlyList<SigningKeyRow> Verify { get; }

    /// <summary>Whether the next one has to be made.</summary>
    public bool IsNextDue { get; }

    /// <param name="keys">All there are.</param>
    /// <param name="now">The instant.</param>
    /// <param name="signsFor">Age at which a key gets its successor.</param>
    public static SigningKeyDuties At(IEnumerable<SigningKeyRow> keys, DateTimeOffset now, TimeSpan signsFor) =>
        new(keys, now, signsFor);

    /// <summary>When a key takes over.</summary>
    public static DateTimeOffset SignsFrom(SigningKeyRow key) => key.CreatedAt + Announced;

    /// <summary>What a key does, as a word for people.</summary>
    public string StateOf(SigningKeyRow key) => key switch
    {
        { RevokedAt: not null } => "revoked",
        _ when key.Kid == Signs?.Kid => "signs",
        _ when SignsFrom(key) > _now => "announced",
        _ when Verify.Any(other => other.Kid == key.Kid) => "verifies",
        _ => "retired",
    };
}
