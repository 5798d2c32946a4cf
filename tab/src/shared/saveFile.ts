/** Hands a file that came with the person's token, which a plain link could not carry, to the browser. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // After the click has been taken; the browser keeps what it is still reading.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
