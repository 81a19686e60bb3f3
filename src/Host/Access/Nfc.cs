using System.Globalization;
using System.Text;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Canonical composition (NFC of UAX #15): an accent is the same whichever keyboard wrote it. By a table of our own,
/// because the Host runs without ICU, and there the framework's <c>Normalize</c> gives every text back as it came.
/// </summary>
internal static class Nfc
{
    private const int Syllables = 0xAC00;
    private const int Leads = 0x1100;
    private const int Vowels = 0x1161;
    private const int Trails = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TrailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TrailCount;
    private static readonly Tables Known = new(EmbeddedList.Beside(typeof(Nfc), "composition.txt"));

    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text;

        var points = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            Decompose(rune.Value, points);
        Order(points);
        Compose(points);
        return string.Concat(points.Select(point => new Rune(point)));
    }

    private static void Decompose(int point, List<int> points)
    {
        if (point - Syllables is >= 0 and < SyllableCount and var nth)
        {
            points.Add(Leads + (nth / (VowelCount * TrailCount)));
            points.Add(Vowels + (nth / TrailCount % VowelCount));
            if (nth % TrailCount > 0)
                points.Add(Trails + (nth % TrailCount));
        }
        else if (Known.Parts.TryGetValue(point, out var parts))
        {
            foreach (var part in parts)
                Decompose(part, points);
        }
        else
        {
            points.Add(point);
        }
    }

    /// <summary>Marks behind a character stand in the order of their classes; those of one class stay as they are.</summary>
    private static void Order(List<int> points)
    {
        for (int first = 0, end; first < points.Count; first = end + 1)
        {
            for (end = first; end < points.Count && ClassOf(points[end]) > 0;)
                end++;
            int[] marks = [.. points[first..end].OrderBy(ClassOf)];
            for (var i = 0; i < marks.Length; i++)
                points[first + i] = marks[i];
        }
    }

    /// <summary>Each mark goes into the character before it, unless one between them is in its way.</summary>
    private static void Compose(List<int> points)
    {
        var (starter, kept, before) = (-1, 0, 0);
        foreach (var point in points.ToArray())
        {
            var own = ClassOf(point);
            if (starter >= 0 && (kept == starter + 1 || before < own) && Composed(points[starter], point) is { } whole)
            {
                points[starter] = whole;
                continue;
            }

            if (own == 0)
                starter = kept;
            before = own;
            points[kept++] = point;
        }

        points.RemoveRange(kept, points.Count - kept);
    }

    private static int? Composed(int first, int second)
    {
        if (first - Leads is >= 0 and < LeadCount and var lead && second - Vowels is >= 0 and < VowelCount and var vowel)
            return Syllables + (((lead * VowelCount) + vowel) * TrailCount);
        var isOpen = first - Syllables is >= 0 and < SyllableCount and var nth && nth % TrailCount == 0;
        if (isOpen && second - Trails is > 0 and < TrailCount and var trail)
            return first + trail;
        return Known.Wholes.TryGetValue((first, second), out var whole) ? whole : null;
    }

    private static int ClassOf(int point) => Known.Classes.GetValueOrDefault(point);

    private sealed class Tables
    {
        public Tables(IEnumerable<string> lines)
        {
            foreach (var words in lines.Select(line => line.Split(' ')))
            {
                if (words[0].Split("..") is [var first, var last])
                    AddClass(Point(first), Point(last), int.Parse(words[1], CultureInfo.InvariantCulture));
                else
                    AddParts(Point(words[0]), [.. words[1..].Where(word => word != "!").Select(Point)], words[^1] != "!");
            }
        }

        public Dictionary<int, int> Classes { get; } = [];

        public Dictionary<int, int[]> Parts { get; } = [];

        public Dictionary<(int First, int Second), int> Wholes { get; } = [];

        private void AddClass(int first, int last, int own)
        {
            for (var point = first; point <= last; point++)
                Classes[point] = own;
        }

        private void AddParts(int whole, int[] parts, bool isComposed)
        {
            Parts[whole] = parts;
            if (isComposed)
                Wholes[(parts[0], parts[1])] = whole;
        }

        private static int Point(string hexadecimal) =>
            int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
