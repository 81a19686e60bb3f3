namespace SalesEngagement.Faults.Fuzz.Manners;

/// <summary>One way to spoil a request.</summary>
/// <param name="Name">As reports call it.</param>
/// <param name="Fits">Whether a request has what it spoils.</param>
/// <param name="Spoil">Does it.</param>
internal sealed record Manner(string Name, Func<Draft, bool> Fits, Action<Draft, Random> Spoil)
{
    /// <summary>Spoils a request, and notes it there.</summary>
    public void Apply(Draft draft, Random chance)
    {
        Spoil(draft, chance);
        draft.Manners.Add(Name);
    }
}

/// <summary>All of them.</summary>
internal sealed class AllManners(World world)
{
    private readonly Manner[] _all =
    [
        .. BodyManners.All, .. ValueManners.All, .. PlantManners.All(world), .. HeaderManners.All, .. AddressManners.All, .. new QueryManners(world).All,
    ];

    /// <summary>How many there are.</summary>
    public int Count => _all.Length;

    /// <summary>Leaves a request as it is, or spoils it in one or two ways.</summary>
    public void Spoil(Draft draft, Random chance)
    {
        var times = chance.Next(100) switch { < 12 => 0, < 80 => 1, _ => 2 };
        for (var i = 0; i < times; i++)
        {
            var fitting = Array.FindAll(_all, manner => manner.Fits(draft));
            if (fitting.Length > 0)
                chance.Of(fitting).Apply(draft, chance);
        }
    }
}

/// <summary>Draws.</summary>
internal static class Chance
{
    /// <summary>One of them.</summary>
    public static T Of<T>(this Random chance, IReadOnlyList<T> some) => some[chance.Next(some.Count)];
}
