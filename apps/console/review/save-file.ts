/** So long the browser has to take it. */
const longEnough = 60_000;

/**
 * Saved by the browser, and opened by whatever the device opens such files with. What somebody sent in is never shown as a page
 * of ours.
 */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), longEnough);
}
