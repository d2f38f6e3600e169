/** Work for the screen that is done at most once a frame. */

/**
 * Gives a function that asks for `work`: on the next frame, once however often it is asked for, and never while the
 * work of an earlier frame is still under way. The last request is always served.
 */
export function oncePerFrame(work: () => void | Promise<void>): () => void {
  let wanted = false;
  let busy = false;

  async function serve(): Promise<void> {
    wanted = false;
    busy = true;
    try {
      await work();
    } finally {
      busy = false;
      if (wanted) requestAnimationFrame(serve);
    }
  }

  return () => {
    if (!wanted && !busy) requestAnimationFrame(serve);
    wanted = true;
  };
}
