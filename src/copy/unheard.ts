/** Who cannot be told, by why: those of one reason stand together, in the order in which they came. */
export function unheardBy<Why extends string>(
  of: readonly { name: string; why: Why }[],
  words: Record<Why, string>,
): string {
  const groups = new Map<Why, string[]>();
  for (const { name, why } of of) groups.set(why, [...(groups.get(why) ?? []), name]);
  return [...groups].map(([why, names]) => `${names.join(', ')} (${words[why]})`).join('; ');
}
