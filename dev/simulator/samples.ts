import { deflateSync } from 'node:zlib';

/** Files to send when a person has none at hand. They are real ones: decoders accept them. */

/** A small picture: a soft gradient, as a PNG. */
export function samplePng(width = 320, height = 200): Uint8Array {
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x += 1) {
      row[1 + x * 3] = 90 + Math.round((120 * x) / width);
      row[2 + x * 3] = 120 + Math.round((90 * y) / height);
      row[3 + x * 3] = 190 - Math.round((90 * x) / width);
    }
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.concat(rows))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A voice note: one second of silence in Ogg Opus, with the spoken words in its TRANSCRIPT tag. */
export function sampleVoice(says: string): Uint8Array {
  const head = Buffer.alloc(19);
  head.write('OpusHead');
  head.set([1, 1], 8);
  head.writeUInt16LE(312, 10);
  head.writeUInt32LE(16000, 12);
  const silence = Array.from({ length: 50 }, () => Buffer.from([0xf8, 0xff, 0xfe]));
  return Buffer.concat([
    oggPage([head], 0, 0, 2),
    oggPage([opusTags(says)], 1, 0, 0),
    oggPage(silence, 2, 48_000, 4),
  ]);
}

export function samplePdf(): Uint8Array {
  return Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  );
}

function opusTags(says: string): Buffer {
  const vendor = Buffer.from('simulator');
  // One tag must fit one Ogg page together with the rest: 255 segments of 255 bytes.
  const comment = Buffer.from(`TRANSCRIPT=${says.slice(0, 4000)}`);
  return Buffer.concat([
    Buffer.from('OpusTags'),
    uint32(vendor.length),
    vendor,
    uint32(1),
    uint32(comment.length),
    comment,
  ]);
}

function oggPage(packets: Buffer[], page: number, granule: number, flags: number): Buffer {
  const lacing = packets.flatMap((packet) => [
    ...Array<number>(Math.floor(packet.length / 255)).fill(255),
    packet.length % 255,
  ]);
  const header = Buffer.alloc(27);
  header.write('OggS');
  header[5] = flags;
  header.writeBigUInt64LE(BigInt(granule), 6);
  header.writeUInt32LE(0x5c4001, 14);
  header.writeUInt32LE(page, 18);
  header[26] = lacing.length;
  const bytes = Buffer.concat([header, Buffer.from(lacing), ...packets]);
  bytes.writeUInt32LE(crc(bytes, 0x04c11db7, false), 22);
  return bytes;
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc(body, 0xedb88320, true));
  return Buffer.concat([length, body, check]);
}

/** CRC-32 as PNG wants it (reflected, inverted) or as Ogg does (neither). */
function crc(bytes: Uint8Array, polynomial: number, reflected: boolean): number {
  let value = reflected ? 0xffffffff : 0;
  for (const byte of bytes) {
    value = reflected ? value ^ byte : value ^ (byte << 24);
    for (let bit = 0; bit < 8; bit += 1) {
      if (reflected) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
      else value = value & 0x80000000 ? (value << 1) ^ polynomial : value << 1;
    }
  }
  return (reflected ? value ^ 0xffffffff : value) >>> 0;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
