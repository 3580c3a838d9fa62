// Where a function stands, as people look for it.

import { isAbsolute, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface CallFrame {
  functionName: string
  url: string
  /** From 0; -1 for what has no source. */
  lineNumber: number
}

/** From the current folder; `node:…` as it is; '' for what has no file. A CommonJS module has a path for a URL. */
export function fileOf({ url }: CallFrame): string {
  const path = url.startsWith('file:') ? fileURLToPath(url) : url
  return isAbsolute(path) ? relative(process.cwd(), path) : path
}

export const placeOf = (frame: CallFrame): string => {
  const file = fileOf(frame)
  return file === '' ? '-' : `${file}:${frame.lineNumber + 1}`
}
