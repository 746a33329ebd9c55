/** Hands bytes to the browser as a download. Knows nothing of what they are. */

/** Long enough for the browser to have taken the file over. */
const REVOKE_AFTER_MS = 60_000;

export function download(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}
