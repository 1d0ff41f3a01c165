/** Money is counted in paise, as whole numbers: 2200.50 rupees are 220050. */

/** A numeric column's text as paise; null for what is no amount, or is less than nothing. */
export function paiseOf(amount: string | number | null | undefined): number | null {
  const text = typeof amount === 'number' ? amount.toFixed(2) : (amount ?? '').trim();
  const [, whole, part = ''] = /^(\d{1,12})(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  return Number(whole) * 100 + Number(part.padEnd(2, '0').slice(0, 2));
}

/** Paise as a numeric column's text: 220050 → "2200.50". */
export function rupeesOf(paise: number): string {
  const digits = String(paise).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
