// Waiting for what comes in its own time.

/** Looks again and again until `holds`, and gives what it saw then; throws with what it saw last after `ms`. */
export async function until<T>(
  look: () => T | Promise<T>,
  holds: (seen: T) => boolean,
  ms = 30_000,
): Promise<T> {
  const deadline = performance.now() + ms
  for (let pause = 2; ; pause = Math.min(pause * 1.4, 25)) {
    const seen = await look()
    if (holds(seen)) return seen
    if (performance.now() > deadline) throw new Error(`still ${JSON.stringify(seen)} after ${ms} ms`)
    await new Promise(resolve => setTimeout(resolve, pause))
  }
}
