import * as z from 'zod';

const Phone = z.looseObject({ display_phone_number: z.string() });

interface Account {
  url: string;
  version: string;
  phoneNumberId: string;
  accessToken: string;
}

/**
 * The school's own number as digits, for wa.me links (Graph API, phone number node). Asked for once and remembered;
 * null while Meta does not say.
 */
export function ownNumberOf(account: Account): () => Promise<string | null> {
  let known: string | null = null;
  const address = `${account.url.replace(/\/$/, '')}/${account.version}/${account.phoneNumberId}`;
  return async () => {
    known ??= await askFor(`${address}?fields=display_phone_number`, account.accessToken).catch(() => null);
    return known;
  };
}

async function askFor(url: string, token: string): Promise<string | null> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(3000),
  });
  const body = Phone.safeParse(await response.json());
  const digits = body.success ? body.data.display_phone_number.replace(/\D/g, '') : '';
  return digits.length >= 10 ? digits : null;
}
