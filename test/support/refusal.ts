import type { ErrorCode } from '../../protocol/errors.ts'

/** The code that `work` is refused with; `none` when it isn't. */
export async function refusal(work: Promise<unknown>): Promise<ErrorCode | 'none'> {
  try {
    await work
    return 'none'
  } catch (error) {
    return (error as { code: ErrorCode }).code
  }
}
