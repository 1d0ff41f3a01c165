import { createHash, randomBytes } from 'node:crypto';
import { graphId } from './ids.js';
import type { JsonObject } from './json.js';

export interface Media {
  id: string;
  bytes: Uint8Array;
  mimeType: string;
  sha256: Buffer;
  /** Clock time in ms after which Meta forgets it: 30 days for uploads, 7 for what people send. */
  expiresAt: number;
}

const DAY_MS = 86_400_000;
const URL_LIFE_MS = 5 * 60_000;

/** Megabytes that Meta takes, per kind of file. */
const LARGEST_MB: Record<string, number> = { image: 5, audio: 16, video: 16, text: 100, application: 100 };

export const UPLOAD_TYPES: ReadonlySet<string> = new Set([
  'audio/aac',
  'audio/amr',
  'audio/mpeg',
  'audio/mp4',
  'audio/ogg',
  'image/jpeg',
  'image/png',
  'image/webp',
  'video/mp4',
  'video/3gp',
  'text/plain',
  'application/pdf',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
]);

export class MediaStore {
  readonly #byId = new Map<string, Media>();
  readonly #urls = new Map<string, { id: string; expiresAt: number }>();
  readonly #clock: { now(): Date };

  constructor(clock: { now(): Date }) {
    this.#clock = clock;
  }

  add(bytes: Uint8Array, mimeType: string, origin: 'upload' | 'person'): Media {
    const media: Media = {
      id: graphId(),
      bytes,
      mimeType,
      sha256: createHash('sha256').update(bytes).digest(),
      expiresAt: this.#clock.now().getTime() + (origin === 'upload' ? 30 : 7) * DAY_MS,
    };
    this.#byId.set(media.id, media);
    return media;
  }

  get(id: string): Media | null {
    const media = this.#byId.get(id);
    return media && media.expiresAt > this.#clock.now().getTime() ? media : null;
  }

  delete(id: string): boolean {
    return this.#byId.delete(id);
  }

  /** The answer to the look-up: an address that lives five minutes, on the host that was asked. */
  lookUp(media: Media, origin: string): JsonObject {
    const token = randomBytes(12).toString('hex');
    this.#urls.set(token, { id: media.id, expiresAt: this.#clock.now().getTime() + URL_LIFE_MS });
    const host = new URL(origin).hostname === 'graph.facebook.com' ? 'https://lookaside.fbsbx.com' : origin;
    return {
      messaging_product: 'whatsapp',
      url: `${host}/whatsapp_business/attachments/?mid=${media.id}&ext=${token}`,
      mime_type: media.mimeType,
      sha256: media.sha256.toString('hex'),
      file_size: media.bytes.length,
      id: media.id,
    };
  }

  behind(url: URL): Media | null {
    const known = this.#urls.get(url.searchParams.get('ext') ?? '');
    if (!known || known.expiresAt <= this.#clock.now().getTime()) return null;
    return this.get(known.id);
  }

  clear(): void {
    this.#byId.clear();
    this.#urls.clear();
  }
}

export function tooLarge(mimeType: string, size: number): boolean {
  return size > (LARGEST_MB[mimeType.split('/')[0] ?? ''] ?? 100) * 1024 * 1024;
}

export function plainType(mimeType: string): string {
  return (mimeType.split(';')[0] ?? '').trim().toLowerCase();
}
