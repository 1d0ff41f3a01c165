import { coded, invalid, unknownObject } from './failures.js';
import type { Json } from './json.js';
import { UPLOAD_TYPES, plainType, tooLarge } from './media.js';
import { checkProduct } from './validate.js';
import type { World } from './world.js';

/** POST /{phone number id}/media, multipart. */
export async function upload(world: World, request: Request): Promise<Json> {
  const form = await request.formData().catch(() => null);
  if (!form) throw invalid('(#100) The parameter messaging_product is required.');
  checkProduct({ messaging_product: String(form.get('messaging_product') ?? '') || undefined });
  const file = form.get('file');
  if (!(file instanceof Blob)) throw invalid('(#100) The parameter file is required.');
  const type = file.type || String(form.get('type') ?? '');
  if (!UPLOAD_TYPES.has(plainType(type))) {
    throw invalid(
      `(#100) Param file must be a file with one of the following types: ${[...UPLOAD_TYPES].join(', ')}. Received file of type '${type}'.`,
    );
  }
  if (tooLarge(type, file.size)) throw coded(131053, 'Media file size is too big.');
  const media = world.media.add(new Uint8Array(await file.arrayBuffer()), type, 'upload');
  return { id: media.id };
}

/** GET /{media id}; `phone_number_id`, where given, must be ours. */
export function lookUp(world: World, id: string, url: URL): Json {
  const media = world.media.get(id);
  const asker = url.searchParams.get('phone_number_id');
  if (!media || (asker !== null && asker !== world.options.phoneNumberId)) throw unknownObject(id, 'GET');
  return world.media.lookUp(media, url.origin);
}

/** The file itself, behind the address that the look-up gave; it wants the same token. */
export function download(world: World, request: Request): Response {
  if (request.headers.get('authorization') !== `Bearer ${world.options.accessToken}`) {
    return new Response('<html><body>Not found</body></html>', { status: 404 });
  }
  const media = world.media.behind(new URL(request.url));
  if (!media) return new Response('URL expired or unknown', { status: 404 });
  return new Response(Buffer.from(media.bytes), {
    headers: { 'content-type': media.mimeType, 'content-length': String(media.bytes.length) },
  });
}
