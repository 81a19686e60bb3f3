using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace SalesEngagement.Specs.House;

/// <summary>The comments of an assembly, as the compiler writes them beside it, held against what the assembly has.</summary>
internal sealed class Documentation(IReadOnlyDictionary<string, XElement> comments)
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Reads the file beside an assembly.</summary>
    public static Documentation Of(Assembly assembly) => new(
        XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value));

    /// <summary>The same without the comment of one member.</summary>
    public Documentation Without(string name) =>
        new(comments.Where(comment => comment.Key != name).ToDictionary());

    /// <summary>Public types and members that nothing is said about.</summary>
    public IReadOnlyList<string> Missing(Assembly assembly) =>
    [
        .. assembly.GetExportedTypes().SelectMany(type => type.GetMembers(Declared).Where(IsOurs).Select(NameOf).Prepend($"T:{type.FullName}"))
            .Where(name => !IsSaid(name))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private bool IsSaid(string name) => comments.Any(comment =>
        (comment.Key == name || comment.Key.StartsWith($"{name}(", StringComparison.Ordinal) || comment.Key.StartsWith($"{name}`", StringComparison.Ordinal))
        && (HasText(comment.Value.Element("summary")) || comment.Value.Element("inheritdoc") is not null));

    private static bool HasText(XElement? element) =>
        element is not null && (element.HasElements || !string.IsNullOrWhiteSpace(element.Value));

    private static bool IsOurs(MemberInfo member) => !member.IsDefined(typeof(CompilerGeneratedAttribute)) && member switch
    {
        MethodInfo method => !method.IsSpecialName && method.GetBaseDefinition() == method,
        PropertyInfo or EventInfo => true,
        FieldInfo field => !field.IsSpecialName,
        _ => false,
    };

    private static string NameOf(MemberInfo member) => member switch
    {
        MethodInfo => "M:",
        PropertyInfo => "P:",
        EventInfo => "E:",
        _ => "F:",
    } + $"{member.DeclaringType!.FullName}.{member.Name}";
}
