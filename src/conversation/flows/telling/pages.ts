/** Lines that belong together (a day and its classes) stay on one page, unless they alone are more than it holds. */
export function pagesOf(groups: readonly (readonly string[])[], most: number): string[][] {
  const pages: string[][] = [];
  for (const group of groups.flatMap((g) => chunks(g, most))) {
    const page = pages.at(-1);
    if (page && page.length + group.length < most) page.push('', ...group);
    else pages.push([...group]);
  }
  return pages;
}

function chunks(lines: readonly string[], most: number): string[][] {
  const count = Math.ceil(lines.length / most);
  return Array.from({ length: count }, (_, i) => lines.slice(i * most, (i + 1) * most));
}
