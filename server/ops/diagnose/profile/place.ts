// Where a function stands, as people look for it.

import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface CallFrame {
  functionName: string
  url: string
  /** From 0; -1 for what has no source. */
  lineNumber: number
}

/** From the current folder; `node:…` as it is; '' for what has no file. */
export const fileOf = ({ url }: CallFrame): string =>
  url.startsWith('file:') ? relative(process.cwd(), fileURLToPath(url)) : url

export const placeOf = (frame: CallFrame): string => {
  const file = fileOf(frame)
  return file === '' ? '-' : `${file}:${frame.lineNumber + 1}`
}
