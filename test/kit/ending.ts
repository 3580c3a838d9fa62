// What a test has opened ends with it. In a program without vitest, and in hooks such as beforeAll, whoever opened it
// closes it.

/** Registers `close` with the test that is running, if one is. `tell`: what to write first when that has failed. */
export async function endWithTest(close: () => unknown, tell?: () => string): Promise<void> {
  if (process.env.VITEST === undefined) return
  const { onTestFinished, TestRunner } = await import('vitest')
  if (!TestRunner.getCurrentTest()) return
  onTestFinished(async ({ task }) => {
    if (tell && task.result?.state === 'fail') process.stderr.write(`${tell()}\n`)
    await close()
  })
}
