using System.Text.Json.Serialization;

namespace JobFlows.Domain.Jobs;

/// <summary>An immutable table of live pods by UID, made for batches: a decision changes a few hundred of many thousand pods.</summary>
/// <remarks>An array of small arrays. A builder copies the outer array once and each small array that it touches, which beats balanced trees
/// severalfold, in time and in garbage.</remarks>
[JsonConverter(typeof(PodTableConverter))]
public sealed class PodTable
{
    /// <summary>No pod.</summary>
    public static readonly PodTable Empty = new(NewBuckets(SmallestSize), 0);

    private const int SmallestSize = 16;
    private const int FullBucket = 8;
    private const int Growth = 4;

    private readonly TrackedPod[][] buckets;

    private PodTable(TrackedPod[][] buckets, int count)
    {
        this.buckets = buckets;
        Count = count;
    }

    /// <summary>How many pods there are.</summary>
    public int Count { get; }

    /// <summary>The pods, in an order of no meaning.</summary>
    public IEnumerable<TrackedPod> Pods => buckets.SelectMany(bucket => bucket);

    /// <summary>The table with these pods.</summary>
    public static PodTable Of(params IEnumerable<TrackedPod> pods)
    {
        var builder = Empty.ToBuilder();
        foreach (var pod in pods)
        {
            builder.Set(pod);
        }

        return builder.ToTable();
    }

    internal Builder ToBuilder() => new(this);

    private static TrackedPod[][] NewBuckets(int size)
    {
        var empty = new TrackedPod[size][];
        Array.Fill(empty, []);
        return empty;
    }

    /// <summary>Changes a copy of a table.</summary>
    internal sealed class Builder(PodTable table)
    {
        private TrackedPod[][] buckets = table.buckets;
        private bool owned;

        public int Count { get; private set; } = table.Count;

        public IEnumerable<TrackedPod> Pods => buckets.SelectMany(bucket => bucket);

        public TrackedPod? Find(string uid)
        {
            var bucket = buckets[BucketOf(uid)];
            var position = PositionOf(bucket, uid);
            return position < 0 ? null : bucket[position];
        }

        /// <summary>Adds the pod, or puts it in place of the one with its UID.</summary>
        public void Set(TrackedPod pod)
        {
            Own();
            ref var bucket = ref buckets[BucketOf(pod.Uid)];
            var position = PositionOf(bucket, pod.Uid);
            if (position >= 0)
            {
                bucket = [.. bucket];
                bucket[position] = pod;
                return;
            }

            bucket = [.. bucket, pod];
            if (++Count > buckets.Length * FullBucket)
            {
                Grow();
            }
        }

        public void Remove(string uid)
        {
            Own();
            ref var bucket = ref buckets[BucketOf(uid)];
            var position = PositionOf(bucket, uid);
            if (position >= 0)
            {
                bucket = [.. bucket.AsSpan(0, position), .. bucket.AsSpan(position + 1)];
                Count--;
            }
        }

        public PodTable ToTable()
        {
            owned = false;
            return buckets == table.buckets ? table : new PodTable(buckets, Count);
        }

        private static int PositionOf(TrackedPod[] bucket, string uid)
        {
            for (var i = 0; i < bucket.Length; i++)
            {
                if (bucket[i].Uid == uid)
                {
                    return i;
                }
            }

            return -1;
        }

        private void Own()
        {
            if (!owned)
            {
                buckets = [.. buckets];
                owned = true;
            }
        }

        private void Grow()
        {
            var pods = Pods.ToList();
            buckets = NewBuckets(buckets.Length * Growth);
            foreach (var group in pods.GroupBy(pod => BucketOf(pod.Uid)))
            {
                buckets[group.Key] = [.. group];
            }
        }

        // The pods' UIDs are hexadecimal digits of a hash, so any few of them are as good as a hash; unlike string.GetHashCode they are
        // the same in every process.
        private int BucketOf(string uid)
        {
            var hash = 0u;
            foreach (var character in uid.AsSpan(0, Math.Min(uid.Length, 8)))
            {
                hash = (hash * 31) + character;
            }

            return (int)((hash ^ (hash >> 15)) & (uint)(buckets.Length - 1));
        }
    }
}
