using System.Data.Common;
using System.Reflection;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.EventStore.Projections;

/// <summary>What a record marked <see cref="ReadModelAttribute"/> says about its table and its fold.</summary>
internal abstract class ReadModel
{
    private readonly RowIdentity _identity;
    private readonly int[] _keyPlaces;
    private readonly ReadModelColumn[] _personal;

    protected ReadModel(Type type, IReadOnlyCollection<Type> facts, Func<Type, bool> isPersonal)
    {
        var attribute = type.GetCustomAttribute<ReadModelAttribute>()
            ?? throw new InvalidOperationException($"{type.Name} is not marked [ReadModel].");
        Type = type;
        Facts = facts;
        Version = attribute.Version;
        Shard = ShardName.Of(type);
        Columns = ReadModelColumn.Of(type);
        Keys = KeysOf(type, Columns);
        IsInline = attribute.Inline;
        _personal = [.. Columns.Where(column => PersonalTypes.Within(column.Property.PropertyType, isPersonal).Count > 0)];
        Table = new(attribute.Table, Columns, Keys, _personal, attribute, IsInline);
        _identity = new(type, facts);
        if (IsInline && !IsByStream && !IsEventToRow)
            throw new InvalidOperationException($"{Name} is keyed and so cannot be inline: only models with a row for each stream or each event can.");
        if (_identity.IsByStream && Keys.Count != 1)
            throw new InvalidOperationException($"{Name} has several key columns and so needs Identity methods.");
        _keyPlaces = [.. Keys.Select(key => Columns.ToList().IndexOf(key))];
    }

    public Type Type { get; }

    public string Name => Type.Name;

    public int Version { get; }

    public string Shard { get; }

    public ReadModelTable Table { get; }

    public IReadOnlyList<ReadModelColumn> Columns { get; }

    public IReadOnlyList<ReadModelColumn> Keys { get; }

    /// <summary>Whether sessions write its rows with the events, instead of a shard after them.</summary>
    public bool IsInline { get; }

    /// <summary>The fact types it folds.</summary>
    public IReadOnlyCollection<Type> Facts { get; }

    /// <summary>Whether every event makes a row of its own, so that no row needs to be read first.</summary>
    public bool IsEventToRow => _identity.IsEventToRow;

    /// <summary>Whether every stream has one row, named by its id.</summary>
    public bool IsByStream => _identity.IsByStream;

    /// <summary>Whether rows can be made anew stream by stream. Not if their key is a personal value: it changes by erasure.</summary>
    public bool RowsAreOfStreams => IsByStream || (IsEventToRow && !KeyIsPersonal);

    /// <summary>Whether a key column can hold personal values.</summary>
    public bool KeyIsPersonal => Keys.Intersect(_personal).Any();

    /// <summary>Whether a column can hold personal values.</summary>
    public bool HoldsPersonalData => _personal.Length > 0;

    /// <exception cref="InvalidOperationException">The record breaks a rule of read models.</exception>
    public static ReadModel Of(Type type, Func<Type, bool> isPersonal) =>
        (ReadModel)Activator.CreateInstance(
            typeof(ReadModel<>).MakeGenericType(type), BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions,
            binder: null, args: [isPersonal], culture: null)!;

    /// <summary>The row after the event; null when there is none.</summary>
    public abstract object? Next(object? row, Event @event);

    /// <summary>The row under the reader's cursor, with columns at <see cref="Places"/>.</summary>
    public abstract object Read(DbDataReader reader, int[] places);

    /// <summary>Where a statement gives the columns.</summary>
    public abstract int[] Places(DbDataReader reader);

    /// <summary>The key of the row that an event belongs to; null when it belongs to none.</summary>
    public RowKey? KeyOf(Event @event)
    {
        if (_identity.Of(@event) is not { } values)
            return null;
        for (var i = 0; i < values.Length; i++)
            values[i] = Keys[i].Type.ToColumn(values[i]);
        return new(@event.TenantId, values);
    }

    /// <summary>Whether a row has this key, apart from the tenant.</summary>
    public bool IsKeyOf(RowKey key, object row)
    {
        for (var i = 0; i < _keyPlaces.Length; i++)
        {
            if (!key.Values[i].Equals(Columns[_keyPlaces[i]].Of(row)))
                return false;
        }

        return true;
    }

    /// <summary>The key of a row.</summary>
    public RowKey KeyOf(string tenantId, object row) =>
        new(tenantId, [.. _keyPlaces.Select(place => Columns[place].Of(row)
            ?? throw new InvalidOperationException($"A key column of {Name} is null."))]);

    private static ReadModelColumn[] KeysOf(Type type, IReadOnlyList<ReadModelColumn> columns)
    {
        var marked = ReadModelColumn.ConstructorOf(type).GetParameters()
            .Where(parameter => parameter.IsDefined(typeof(KeyAttribute))
                || type.GetProperty(parameter.Name!)!.IsDefined(typeof(KeyAttribute)))
            .Select(parameter => ReadModelColumn.SnakeCase(parameter.Name!))
            .DefaultIfEmpty("id")
            .ToHashSet();
        ReadModelColumn[] keys = [.. columns.Where(column => marked.Contains(column.Name))];
        return keys.Length == marked.Count
            ? keys
            : throw new InvalidOperationException($"{type.Name} needs a parameter Id or parameters marked [Key].");
    }
}

/// <summary>The fold of one read model.</summary>
internal sealed class ReadModel<T>(Func<Type, bool> isPersonal) : ReadModel(typeof(T), Fold.FactsOf<T>(), isPersonal)
    where T : class
{
    public override object? Next(object? row, Event @event) => FoldOf<T>.Next((T?)row, @event);

    public override object Read(DbDataReader reader, int[] places) => RowReader<T>.Read(reader, places);

    public override int[] Places(DbDataReader reader) => RowReader<T>.Places(reader);
}
