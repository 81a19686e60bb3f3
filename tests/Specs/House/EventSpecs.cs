using System.Reflection;
using System.Text;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.Specs.House;

/// <summary>What holds for every fact, and for everything that folds facts.</summary>
public sealed class EventSpecs
{
    /// <summary>Streams of people: their id is the data subject's.</summary>
    private static readonly Type[] People = [typeof(Contact), typeof(User)];

    [Fact]
    public void every_event_folded_is_an_event_stored() => Folds()
        .Select(fold => FactOf(fold))
        .Where(fact => !Repository.Facts.ContainsValue(fact))
        .ShouldBeEmpty();

    [Fact]
    public void every_fact_is_folded_by_somebody() =>
        Repository.Facts.Values.Except(Folds().Select(fold => FactOf(fold))).ShouldBeEmpty();

    [Fact]
    public void the_stored_name_is_the_class_name_in_snake_case() =>
        Repository.Facts.Where(fact => fact.Key != SnakeCase(fact.Value.Name)).ShouldBeEmpty();

    [Fact]
    public void every_fact_about_a_person_names_the_person() => Repository.Facts.Values
        .Where(fact => HoldsPersonalData(fact) && !NamesItsSubject(fact) && !IsOfAPerson(fact))
        .Select(fact => fact.Name).ShouldBeEmpty();

    [Fact]
    public void a_fact_about_nobody_would_be_seen()
    {
        HoldsPersonalData(typeof(SaidAboutNobody)).ShouldBeTrue();
        NamesItsSubject(typeof(SaidAboutNobody)).ShouldBeFalse();
        IsOfAPerson(typeof(SaidAboutNobody)).ShouldBeFalse();
    }

    [Fact]
    public void personal_values_hide_from_logs_and_can_be_erased()
    {
        var types = Repository.Domain.GetTypes().Where(type => type.IsDefined(typeof(PersonalDataAttribute))).ToArray();
        types.ShouldNotBeEmpty();
        foreach (var type in types)
        {
            $"{Activator.CreateInstance(type, "secret")}".ShouldNotContain("secret");
            type.GetProperty("Erased", BindingFlags.Public | BindingFlags.Static)!.GetValue(null).ShouldBeOfType(type);
        }
    }

    [Fact]
    public void facts_are_sealed_records_that_cannot_change() => Repository.Facts.Values
        .Where(fact => !fact.IsSealed || fact.GetProperties().Any(property => !IsInitOnly(property)))
        .ShouldBeEmpty();

    [Fact]
    public void every_read_model_stands_in_the_file_of_its_name() => ReadModels().Select(model => model.Name)
        .Except(Repository.Files("src/Projections", "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)))
        .ShouldBeEmpty();

    [Fact]
    public void no_two_read_models_share_a_table() =>
        ReadModels().GroupBy(model => model.GetCustomAttribute<ReadModelAttribute>()!.Table)
            .Where(table => table.Count() > 1).ShouldBeEmpty();

    private static IEnumerable<Type> ReadModels() =>
        Repository.Projections.GetTypes().Where(type => type.IsDefined(typeof(ReadModelAttribute)));

    private static IEnumerable<MethodInfo> Folds() => Repository.Domain.GetTypes().Concat(ReadModels())
        .SelectMany(type => type.GetMethods().Where(method => method.Name is "Create" or "Apply"));

    private static Type FactOf(MethodInfo fold)
    {
        var parameter = fold.GetParameters()[0].ParameterType;
        return parameter.IsGenericType && parameter.GetGenericTypeDefinition() == typeof(Event<>)
            ? parameter.GetGenericArguments()[0]
            : parameter;
    }

    private static bool HoldsPersonalData(Type type) => type.IsDefined(typeof(PersonalDataAttribute))
        || (type.IsGenericType && type.GetGenericArguments().Any(HoldsPersonalData))
        || (type.Assembly == Repository.Domain || type.DeclaringType == typeof(EventSpecs))
            && !type.IsEnum && type.GetProperties().Any(property => HoldsPersonalData(property.PropertyType));

    private static bool NamesItsSubject(Type fact) => fact.GetConstructors()
        .SelectMany(constructor => constructor.GetParameters())
        .Any(parameter => parameter.IsDefined(typeof(DataSubjectAttribute)) && parameter.ParameterType == typeof(Guid));

    private static bool IsOfAPerson(Type fact) => Folds()
        .Any(fold => FactOf(fold) == fact && People.Contains(fold.DeclaringType));

    private static bool IsInitOnly(PropertyInfo property) => property.SetMethod is not { } setter
        || setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    private static string SnakeCase(string name) => name.Aggregate(
        new StringBuilder(), (text, c) => char.IsUpper(c) && text.Length > 0
            ? text.Append('_').Append(char.ToLowerInvariant(c))
            : text.Append(char.ToLowerInvariant(c))).ToString();

    private sealed record SaidAboutNobody(IReadOnlyList<FreeText> Notes);
}
