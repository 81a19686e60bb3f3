namespace SalesEngagement.Host.Http;

/// <summary>
/// A merge patch (RFC 7396): members that are absent stay, null removes. Whether a member was sent shows in the
/// setter: the reader calls it for those alone.
/// </summary>
internal abstract class MergePatch
{
    private readonly HashSet<string> _sent = [];

    /// <summary>Whether the member, by its JSON name, was in the patch.</summary>
    public bool Has(string member) => _sent.Contains(member);

    protected T? Sent<T>(T? value, string member)
    {
        _sent.Add(member);
        return value;
    }
}
