import { onTestFinished } from 'vitest'

/** What is opened, to be closed when the test has ended. */
export async function closing<T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> {
  const opened = await opening
  onTestFinished(() => opened.close())
  return opened
}
