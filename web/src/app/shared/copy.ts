/** Puts a text on the clipboard. Gives whether it is there: a browser may keep the clipboard back, as over plain http. */
export const copy = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};
