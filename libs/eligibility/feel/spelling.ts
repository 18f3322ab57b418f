/** What two spellings of one name have in common. */
export function spelling(name: string): string {
  return name
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/ ?([./\-'+*]) ?/g, '$1');
}
