using System.Buffers;
using System.Globalization;
using System.Text;

namespace SalesEngagement.Faults.Shred;

/// <summary>Random values that occur nowhere else, remembered by the person they were written about.</summary>
internal sealed class Canaries(int seed)
{
    private const int Letters = 16;
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, List<string>> _ofPerson = [];

    /// <summary>How many there are.</summary>
    public int Count => _ofPerson.Values.Sum(values => values.Count);

    /// <summary>A word of small letters, so that a read model that folds case holds it too.</summary>
    public string Word(string person) => Keep(person, "zq" + string.Concat(Enumerable.Range(0, Letters).Select(_ => (char)('a' + _random.Next(26)))));

    /// <summary>An e-mail address.</summary>
    public string Address(string person) => $"{Word(person)}@canary.example";

    /// <summary>A German mobile number; its digits are the canary.</summary>
    public string Number(string person) => "+49" + Keep(person, "15" + _random.NextInt64(100_000_000, 999_999_999).ToString(CultureInfo.InvariantCulture));

    /// <summary>The persons that have canaries.</summary>
    public IReadOnlyCollection<string> Persons => _ofPerson.Keys;

    /// <summary>Gives a person the id it got when it was added.</summary>
    public void Rename(string person, string id)
    {
        _ofPerson[id] = [.. _ofPerson.GetValueOrDefault(id) ?? [], .. _ofPerson[person]];
        _ofPerson.Remove(person);
    }

    /// <summary>What was written about these people, as something to search bytes for: in clear, in hex and in base64.</summary>
    public CanarySearch Of(IEnumerable<string> persons) => new([.. persons.SelectMany(person => _ofPerson[person])]);

    private string Keep(string person, string canary)
    {
        if (!_ofPerson.TryGetValue(person, out var values))
            _ofPerson.Add(person, values = []);
        values.Add(canary);
        return canary;
    }
}

/// <summary>Looks for canaries in bytes, whatever letter case.</summary>
internal sealed class CanarySearch(string[] canaries)
{
    private readonly string[] _forms = [.. canaries.SelectMany(Forms)];
    private readonly SearchValues<string> _any =
        SearchValues.Create(canaries.SelectMany(Forms).ToArray(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The canaries found.</summary>
    public HashSet<string> Found { get; } = [];

    /// <summary>Searches; what is found is added up.</summary>
    public void In(ReadOnlySpan<byte> bytes) => In(Encoding.Latin1.GetString(bytes));

    /// <summary>Searches; what is found is added up.</summary>
    public void In(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(_any); at >= 0; at = text.IndexOfAny(_any))
        {
            text = text[at..];
            foreach (var form in _forms)
            {
                if (text.StartsWith(form, StringComparison.OrdinalIgnoreCase))
                    Found.Add(form);
            }

            text = text[1..];
        }
    }

    private static string[] Forms(string canary)
    {
        var bytes = Encoding.ASCII.GetBytes(canary);
        return [canary, Convert.ToHexString(bytes), Convert.ToBase64String(bytes).TrimEnd('=')[..^1]];
    }
}
