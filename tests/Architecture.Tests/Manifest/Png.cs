using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Workspace.Architecture.Tests.Manifest;

/// <summary>Just enough of PNG (8 bits, RGB or RGBA, not interlaced) to look at the pixels of an icon.</summary>
internal sealed record Png(int Width, int Height, IReadOnlyList<(byte Red, byte Green, byte Blue, byte Alpha)> Pixels)
{
    public static Png Read(string path)
    {
        var file = File.ReadAllBytes(path);
        var (width, height, channels) = (0, 0, 0);
        using var packed = new MemoryStream();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var body = file.AsSpan(at + 8, length);
            switch (Encoding.ASCII.GetString(file, at + 4, 4))
            {
                case "IHDR":
                    (width, height) = (BinaryPrimitives.ReadInt32BigEndian(body), BinaryPrimitives.ReadInt32BigEndian(body[4..]));
                    channels = (body[8], body[9], body[12]) switch
                    {
                        (8, 2, 0) => 3,
                        (8, 6, 0) => 4,
                        _ => throw new NotSupportedException("The icon is not 8-bit RGB or RGBA without interlace."),
                    };
                    break;
                case "IDAT":
                    packed.Write(body);
                    break;
            }

            at += 12 + length;
        }

        packed.Position = 0;
        using var unpack = new ZLibStream(packed, CompressionMode.Decompress);
        var row = width * channels;
        var (previous, current) = (new byte[row], new byte[row]);
        var pixels = new List<(byte, byte, byte, byte)>(width * height);
        for (var y = 0; y < height; y++)
        {
            var filter = unpack.ReadByte();
            unpack.ReadExactly(current);
            for (var i = 0; i < row; i++)
            {
                int left = i >= channels ? current[i - channels] : 0, above = previous[i], corner = i >= channels ? previous[i - channels] : 0;
                current[i] += (byte)(filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above,
                    3 => (left + above) / 2,
                    4 => Nearest(left, above, corner),
                    _ => throw new InvalidDataException("Unknown PNG filter."),
                });
            }

            for (var x = 0; x < row; x += channels)
            {
                pixels.Add((current[x], current[x + 1], current[x + 2], channels == 4 ? current[x + 3] : byte.MaxValue));
            }

            (previous, current) = (current, previous);
        }

        return new Png(width, height, pixels);
    }

    private static int Nearest(int left, int above, int corner)
    {
        var (toLeft, toAbove, toCorner) = (Math.Abs(above - corner), Math.Abs(left - corner), Math.Abs(left + above - (2 * corner)));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
