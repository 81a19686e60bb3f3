using FsCheck;
using FsCheck.Fluent;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Specs.Search;

/// <summary>Ranges are looked for by equality of stretches.</summary>
public sealed class FieldStepSpecs
{
    [Fact]
    public void every_number_in_a_range_shares_a_stretch_with_it() => Prop.ForAll<int, int, int>((a, b, c) =>
    {
        decimal[] sorted = [.. new[] { a, b, c }.Order().Select(number => number / 7m)];
        return Share(FieldText.Of(sorted[1]), FieldText.Of(sorted[0]), FieldText.Of(sorted[2]), FieldKind.Number);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void every_day_in_a_range_shares_a_stretch_with_it_and_no_other_does() => Prop.ForAll<int, int, int>((a, b, c) =>
    {
        DateOnly Day(int nth) => new DateOnly(2027, 1, 1).AddDays(nth * 13);
        var (from, to, day) = (Day(Math.Min(a, b)), Day(Math.Max(a, b)), Day(c));
        return Share(FieldText.Of(day), FieldText.Of(from), FieldText.Of(to), FieldKind.Date) == (day >= from && day <= to);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0", null)]
    [InlineData(null, "0")]
    [InlineData("-1000", "1000000")]
    [InlineData("0.5", "0.7")]
    [InlineData(null, null)]
    public void a_range_is_covered_by_few_stretches(string? from, string? to) =>
        FieldSteps.Between(from, to, FieldKind.Number).Count().ShouldBeLessThan(130);

    [Theory]
    [InlineData(null, "2027-01-01")]
    [InlineData("0001-01-01", "9999-12-31")]
    [InlineData("2026-02-03", "2031-11-17")]
    public void so_is_one_of_days(string? from, string? to) => FieldSteps.Between(from, to, FieldKind.Date).Count().ShouldBeLessThan(150);

    [Fact]
    public void a_range_that_ends_before_it_begins_has_none() => FieldSteps.Between("17", "15", FieldKind.Number).ShouldBeEmpty();

    [Fact]
    public void what_is_no_number_stands_in_no_stretch() => FieldSteps.Of("erased", FieldKind.Number).ShouldBeEmpty();

    private static bool Share(string value, string from, string to, FieldKind kind) =>
        FieldSteps.Of(value, kind).Intersect(FieldSteps.Between(from, to, kind)).Any();
}
