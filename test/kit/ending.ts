// What a test has opened ends with it. In a program without vitest, and in hooks such as beforeAll, whoever opened it
// closes it.

/** Registers `close` with the test that is running, if one is. */
export async function endWithTest(close: () => unknown): Promise<void> {
  if (process.env.VITEST === undefined) return
  const { onTestFinished, TestRunner } = await import('vitest')
  if (TestRunner.getCurrentTest()) onTestFinished(async () => void (await close()))
}
