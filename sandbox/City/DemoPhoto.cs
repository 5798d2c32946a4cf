using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Workspace.Sandbox.City;

/// <summary>A portrait without copyright: a coloured tile with a lighter disc. Every third person has none, which Graph answers with 404.</summary>
public static class DemoPhoto
{
    private const int Side = 48;

    public static bool Has(Guid person) => person.ToByteArray()[15] % 3 != 0;

    /// <summary>A PNG of 48×48, always the same for one person.</summary>
    public static byte[] Of(Guid person)
    {
        var seed = person.ToByteArray();
        var (red, green, blue) = ((byte)(seed[12] / 2), (byte)(64 + (seed[13] / 3)), (byte)(64 + (seed[14] / 3)));
        using var pixels = new MemoryStream();
        using (var packed = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < Side; y++)
            {
                packed.WriteByte(0); // no row filter
                for (var x = 0; x < Side; x++)
                {
                    var head = Square(x - 24) + Square(y - 18) < 81 || Square(x - 24) + (Square(y - 46) * 2) < 324;
                    packed.Write(head ? [(byte)(red + 110), (byte)(green + 90), (byte)(blue + 90)] : [red, green, blue]);
                }
            }
        }

        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Side);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], Side);
        (header[8], header[9]) = (8, 2); // eight bits a channel, colour without transparency
        Chunk(png, "IHDR", header);
        Chunk(png, "IDAT", pixels.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static int Square(int value) => value * value;

    private static void Chunk(MemoryStream png, string kind, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(kind), .. data];
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        png.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
