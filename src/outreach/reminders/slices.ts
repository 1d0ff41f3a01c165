/** So many families are looked at and written to in one go. */
const SLICE = 25;

export function slicesOf<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / SLICE);
  return Array.from({ length: count }, (_, i) => items.slice(i * SLICE, (i + 1) * SLICE));
}
