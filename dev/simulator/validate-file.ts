import { coded, invalid } from './failures.js';
import { type JsonObject, textAt } from './json.js';
import { type MediaStore, plainType } from './media.js';

const KINDS: Record<string, RegExp> = {
  image: /^image\/(jpeg|png)$/,
  audio: /^audio\//,
  video: /^video\//,
  document: /./,
  sticker: /^image\/webp$/,
};

/** A picture, a recording, a paper: an uploaded id of the right kind, or a link; and its caption. @throws GraphError */
export function checkFile(kind: string, file: JsonObject, media: MediaStore): void {
  const id = textAt(file, 'id');
  const link = textAt(file, 'link');
  if (!id && !link) throw invalid(`(#100) The parameter ${kind}['id'] or ${kind}['link'] is required.`);
  if (id && link) throw coded(131009, `Only one of ${kind}['id'] and ${kind}['link'] may be given`);
  if (link && !/^https?:\/\//.test(link)) throw coded(131009, `${link} is not a valid URI.`);
  const caption = textAt(file, 'caption');
  if (caption !== null && (kind === 'audio' || kind === 'sticker')) {
    throw invalid(`(#100) Unexpected key "caption" on param "${kind}".`);
  }
  if (caption !== null && caption.length > 1024) {
    throw invalid(`(#100) Param ${kind}['caption'] must be at most 1024 characters long.`);
  }
  if (id) checkStored(kind, id, file.voice === true, media);
}

function checkStored(kind: string, id: string, voice: boolean, media: MediaStore): void {
  const stored = media.get(id);
  if (!stored) throw coded(131009, `Media ID ${id} does not exist or has expired`);
  const type = plainType(stored.mimeType);
  if (!KINDS[kind]?.test(type)) throw coded(131053, `Media of type ${type} cannot be sent as ${kind}`);
  if (voice && type !== 'audio/ogg')
    throw coded(131053, 'Voice messages must be audio/ogg with the opus codec');
}
