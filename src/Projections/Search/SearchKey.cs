namespace SalesEngagement.Projections.Search;

/// <summary>What a key says.</summary>
internal enum KeyKind
{
    /// <summary>A word of a name, whole.</summary>
    Name = 1,

    /// <summary>How a word of a name begins.</summary>
    NameStart,

    /// <summary>How another word begins.</summary>
    Start,

    /// <summary>A word of a note, whole.</summary>
    Note,

    /// <summary>A word of a name with at most one letter left out.</summary>
    Near,

    /// <summary>How a word of a name sounds.</summary>
    Sound,

    /// <summary>A family of names.</summary>
    Family,

    /// <summary>Four digits of a phone number.</summary>
    Digits,

    /// <summary>Whose contact it is.</summary>
    Owner,

    /// <summary>A tag it has.</summary>
    Tag,

    /// <summary>The time zone it is in.</summary>
    Zone,

    /// <summary>The stage it is at.</summary>
    Stage,

    /// <summary>The company the person works for.</summary>
    Company,

    /// <summary>A custom field that has a value.</summary>
    Field,

    /// <summary>A custom field and a value of it.</summary>
    FieldValue,

    /// <summary>A custom field and a stretch of numbers or days that its value stands in.</summary>
    FieldStep,
}

/// <summary>
/// Makes the numbers that stand in a search index: 32 bits of tenant, kind and text. The tenant is in every one, so that each
/// company has its own part of the index and none pays for another's size. Two texts may have one number: whoever finds
/// something by it looks at the text again.
/// </summary>
internal readonly struct SearchKey(string tenantId)
{
    // FNV-1a by Fowler, Noll and Vo, and the last mixing step of MurmurHash3 by Austin Appleby, both in the public domain:
    // stored for ever, so not the framework's, which differ from process to process.
    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    private readonly uint _tenant = Add(Basis, tenantId);

    public int Of(KeyKind kind, string text)
    {
        var hash = Add((_tenant ^ (uint)kind) * Prime, text);
        hash ^= hash >> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >> 13;
        hash *= 0xc2b2ae35;
        return unchecked((int)(hash ^ (hash >> 16)));
    }

    private static uint Add(uint hash, string text)
    {
        foreach (var unit in text)
        {
            hash = (hash ^ (byte)unit) * Prime;
            hash = (hash ^ (uint)(unit >> 8)) * Prime;
        }

        return hash;
    }
}
